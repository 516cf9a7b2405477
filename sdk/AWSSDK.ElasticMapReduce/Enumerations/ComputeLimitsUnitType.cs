using System.Text.Json.Serialization;
using Amazon.Runtime;
using AwsProtocols.Json;

namespace Amazon.ElasticMapReduce;

/// <summary>What the limits of managed scaling count.</summary>
[JsonConverter(typeof(ConstantConverter<ComputeLimitsUnitType>))]
public class ComputeLimitsUnitType : ConstantClass
{
    /// <summary><c>InstanceFleetUnits</c>.</summary>
    public static readonly ComputeLimitsUnitType InstanceFleetUnits = new("InstanceFleetUnits");

    /// <summary><c>Instances</c>.</summary>
    public static readonly ComputeLimitsUnitType Instances = new("Instances");

    /// <summary><c>VCPU</c>.</summary>
    public static readonly ComputeLimitsUnitType VCPU = new("VCPU");

    /// <summary>A value by its text; one that is not listed here is taken as it is.</summary>
    public ComputeLimitsUnitType(string value)
        : base(value)
    {
    }

    /// <summary>Finds the value with this text.</summary>
    public static ComputeLimitsUnitType FindValue(string value) => FindValue<ComputeLimitsUnitType>(value);

    /// <summary>The value with this text.</summary>
    public static implicit operator ComputeLimitsUnitType(string value) => FindValue(value);
}
