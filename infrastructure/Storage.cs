using Datalake.Infrastructure.Plan;
using Datalake.Infrastructure.Settings;
using Pulumi;

namespace Datalake.Infrastructure;

/// <summary>The lake's bucket and the buckets where arrivals come.</summary>
internal sealed class Storage
{
    private readonly Dictionary<string, LakeBucket> raw = new(StringComparer.Ordinal);

    /// <summary>Declares the buckets that are not there.</summary>
    /// <param name="context">The stack.</param>
    /// <param name="encryption">How they are encrypted.</param>
    public Storage(LakeContext context, Encryption encryption)
    {
        var plan = context.Plan;
        var keep = plan.Settings.Retention;
        Lake = LakeBucket.Create("lake", Output.Format($"{plan.Names.LakeBucket}{context.Account}"), context, encryption, [
            Rebuildable("structured_json/", keep.StructuredDays),
            Rebuildable("stage/", keep.StageDays),
            Rebuildable("quarantine/", keep.QuarantineDays),
            Rebuildable("_state/runs/", keep.StageDays),
            Rebuildable(Consumers.ResultPrefix, 7),
            Rebuildable(Cluster.LogPrefix, keep.LogDays),
        ]);
        foreach (var bucket in plan.RawBuckets)
        {
            raw.Add(bucket.Name, bucket.IsNew
                ? LakeBucket.Create(
                    $"raw-{bucket.Name}", Output.Format($"{plan.Names.RawBucket(bucket)}{context.Account}"), context, encryption,
                    keep.RawDays == 0 ? [] : [new ExpiryRule("", keep.RawDays, keep.NoncurrentDays)])
                : new LakeBucket(Output.Create(bucket.Name), Output.Format($"arn:{context.Partition}:s3:::{bucket.Name}"), []));
        }
    }

    /// <summary>The lake's bucket.</summary>
    public LakeBucket Lake { get; }

    /// <summary>A bucket where arrivals come.</summary>
    /// <param name="bucket">Which.</param>
    public LakeBucket Raw(RawBucketPlan bucket) => raw[bucket.Name];

    private static ExpiryRule Rebuildable(string prefix, int days) => new(prefix, days, RetentionSettings.RebuildableNoncurrentDays);
}
