using Datalake.Infrastructure.Plan;
using Pulumi;
using Pulumi.Aws.S3;

namespace Datalake.Infrastructure;

/// <summary>The files in the lake's bucket that functions and clusters run from.</summary>
internal sealed class Uploads
{
    private readonly LakeBucket bucket;
    private readonly Dictionary<string, BucketObjectv2> functions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, BucketObjectv2> contracts = new(StringComparer.Ordinal);
    private readonly BucketObjectv2 job;

    /// <summary>Declares the objects.</summary>
    /// <param name="plan">What is deployed.</param>
    /// <param name="bucket">The lake's bucket.</param>
    public Uploads(LakePlan plan, LakeBucket bucket)
    {
        this.bucket = bucket;
        foreach (var (name, artifact) in plan.Artifacts.Functions) functions.Add(name, Upload($"function-{name}", artifact));
        foreach (var (name, artifact) in plan.Artifacts.Contracts) contracts.Add(name, Upload($"contract-{name}", artifact));
        job = Upload("partition-routine", plan.Artifacts.SparkJob);
    }

    /// <summary>The Spark job.</summary>
    public Output<string> JobUri => Uri(job);

    /// <summary>A function's package.</summary>
    /// <param name="assembly">The function's assembly.</param>
    public BucketObjectv2 Package(string assembly) => functions[assembly];

    /// <summary>A dataset's contract.</summary>
    /// <param name="dataset">The dataset.</param>
    public Output<string> ContractUri(string dataset) => Uri(contracts[dataset]);

    /// <summary>Several contracts, separated by commas.</summary>
    /// <param name="datasets">The datasets; at least one.</param>
    public Output<string> ContractUris(IEnumerable<string> datasets) =>
        datasets.Select(ContractUri).Aggregate((all, next) => Output.Format($"{all},{next}"));

    private static Output<string> Uri(BucketObjectv2 uploaded) => Output.Format($"s3://{uploaded.Bucket}/{uploaded.Key}");

    // What a run that is under way was started with stays, so an upload that a newer one replaces is forgotten instead of deleted.
    private BucketObjectv2 Upload(string name, Artifact artifact) => new(
        name,
        new BucketObjectv2Args { Bucket = bucket.Name, Key = artifact.Key, Source = new FileAsset(artifact.Path) },
        new CustomResourceOptions { RetainOnDelete = true, DependsOn = bucket.Guards.ToArray() });
}
