using System.Text.Json.Serialization;
using Amazon.Runtime;
using AwsProtocols.Json;

namespace Amazon.ElasticMapReduce;

/// <summary>Which spot machines are taken.</summary>
[JsonConverter(typeof(ConstantConverter<SpotProvisioningAllocationStrategy>))]
public class SpotProvisioningAllocationStrategy : ConstantClass
{
    /// <summary><c>capacity-optimized</c>.</summary>
    public static readonly SpotProvisioningAllocationStrategy CapacityOptimized = new("capacity-optimized");

    /// <summary><c>capacity-optimized-prioritized</c>.</summary>
    public static readonly SpotProvisioningAllocationStrategy CapacityOptimizedPrioritized = new("capacity-optimized-prioritized");

    /// <summary><c>diversified</c>.</summary>
    public static readonly SpotProvisioningAllocationStrategy Diversified = new("diversified");

    /// <summary><c>lowest-price</c>.</summary>
    public static readonly SpotProvisioningAllocationStrategy LowestPrice = new("lowest-price");

    /// <summary><c>price-capacity-optimized</c>.</summary>
    public static readonly SpotProvisioningAllocationStrategy PriceCapacityOptimized = new("price-capacity-optimized");

    /// <summary>A value by its text; one that is not listed here is taken as it is.</summary>
    public SpotProvisioningAllocationStrategy(string value)
        : base(value)
    {
    }

    /// <summary>Finds the value with this text.</summary>
    public static SpotProvisioningAllocationStrategy FindValue(string value) => FindValue<SpotProvisioningAllocationStrategy>(value);

    /// <summary>The value with this text.</summary>
    public static implicit operator SpotProvisioningAllocationStrategy(string value) => FindValue(value);
}
