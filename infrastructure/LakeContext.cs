using Datalake.Infrastructure.Plan;
using Datalake.Infrastructure.Policies;
using Pulumi;
using Pulumi.Aws;

namespace Datalake.Infrastructure;

/// <summary>What every part of the stack builds on. The account is asked once.</summary>
/// <param name="plan">What is deployed.</param>
internal sealed class LakeContext(LakePlan plan)
{
    /// <summary>What is deployed.</summary>
    public LakePlan Plan => plan;

    /// <summary>The account's number.</summary>
    public Output<string> Account { get; } = GetCallerIdentity.Invoke().Apply(caller => caller.AccountId);

    /// <summary>The region, e.g. <c>eu-west-1</c>.</summary>
    public Output<string> Region { get; } = GetRegion.Invoke().Apply(region => region.Region);

    /// <summary>The partition, e.g. <c>aws</c>.</summary>
    public Output<string> Partition { get; } = GetPartition.Invoke().Apply(partition => partition.Partition);

    /// <summary>The placeholders of policies that write ARNs of this account in this region themselves.</summary>
    public Placeholders Scope() => new() { { "Partition", Partition }, { "Region", Region }, { "AccountId", Account } };

    /// <summary>The ARN of something of this account in this region.</summary>
    /// <param name="service">The service, e.g. <c>glue</c>.</param>
    /// <param name="resource">The resource as the service writes it, e.g. <c>table/checkout/checkout</c>.</param>
    public Output<string> Arn(string service, FormattableString resource) =>
        Output.Format($"arn:{Partition}:{service}:{Region}:{Account}:{Output.Format(resource)}");
}
