using System.Text.Json.Serialization;
using Amazon.Runtime;
using AwsProtocols.Json;

namespace Amazon.ElasticMapReduce;

/// <summary>What happens when spot machines do not come in time.</summary>
[JsonConverter(typeof(ConstantConverter<SpotProvisioningTimeoutAction>))]
public class SpotProvisioningTimeoutAction : ConstantClass
{
    /// <summary><c>SWITCH_TO_ON_DEMAND</c>.</summary>
    public static readonly SpotProvisioningTimeoutAction SWITCH_TO_ON_DEMAND = new("SWITCH_TO_ON_DEMAND");

    /// <summary><c>TERMINATE_CLUSTER</c>.</summary>
    public static readonly SpotProvisioningTimeoutAction TERMINATE_CLUSTER = new("TERMINATE_CLUSTER");

    /// <summary>A value by its text; one that is not listed here is taken as it is.</summary>
    public SpotProvisioningTimeoutAction(string value)
        : base(value)
    {
    }

    /// <summary>Finds the value with this text.</summary>
    public static SpotProvisioningTimeoutAction FindValue(string value) => FindValue<SpotProvisioningTimeoutAction>(value);

    /// <summary>The value with this text.</summary>
    public static implicit operator SpotProvisioningTimeoutAction(string value) => FindValue(value);
}
