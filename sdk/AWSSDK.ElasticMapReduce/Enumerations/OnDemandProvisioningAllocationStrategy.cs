using System.Text.Json.Serialization;
using Amazon.Runtime;
using AwsProtocols.Json;

namespace Amazon.ElasticMapReduce;

/// <summary>Which on-demand machines are taken.</summary>
[JsonConverter(typeof(ConstantConverter<OnDemandProvisioningAllocationStrategy>))]
public class OnDemandProvisioningAllocationStrategy : ConstantClass
{
    /// <summary><c>lowest-price</c>.</summary>
    public static readonly OnDemandProvisioningAllocationStrategy LowestPrice = new("lowest-price");

    /// <summary><c>prioritized</c>.</summary>
    public static readonly OnDemandProvisioningAllocationStrategy Prioritized = new("prioritized");

    /// <summary>A value by its text; one that is not listed here is taken as it is.</summary>
    public OnDemandProvisioningAllocationStrategy(string value)
        : base(value)
    {
    }

    /// <summary>Finds the value with this text.</summary>
    public static OnDemandProvisioningAllocationStrategy FindValue(string value) =>
        FindValue<OnDemandProvisioningAllocationStrategy>(value);

    /// <summary>The value with this text.</summary>
    public static implicit operator OnDemandProvisioningAllocationStrategy(string value) => FindValue(value);
}
