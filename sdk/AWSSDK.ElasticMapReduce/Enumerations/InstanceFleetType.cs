using System.Text.Json.Serialization;
using Amazon.Runtime;
using AwsProtocols.Json;

namespace Amazon.ElasticMapReduce;

/// <summary>What the machines of a fleet are for.</summary>
[JsonConverter(typeof(ConstantConverter<InstanceFleetType>))]
public class InstanceFleetType : ConstantClass
{
    /// <summary><c>CORE</c>.</summary>
    public static readonly InstanceFleetType CORE = new("CORE");

    /// <summary><c>MASTER</c>.</summary>
    public static readonly InstanceFleetType MASTER = new("MASTER");

    /// <summary><c>TASK</c>.</summary>
    public static readonly InstanceFleetType TASK = new("TASK");

    /// <summary>A value by its text; one that is not listed here is taken as it is.</summary>
    public InstanceFleetType(string value)
        : base(value)
    {
    }

    /// <summary>Finds the value with this text.</summary>
    public static InstanceFleetType FindValue(string value) => FindValue<InstanceFleetType>(value);

    /// <summary>The value with this text.</summary>
    public static implicit operator InstanceFleetType(string value) => FindValue(value);
}
