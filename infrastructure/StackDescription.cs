using Pulumi;
using Pulumi.Aws.Athena;
using Pulumi.Aws.S3;

namespace Datalake.Infrastructure;

/// <summary>The description of the stack in its own bucket, by which the <c>lake</c> command finds everything else.</summary>
internal static class StackDescription
{
    /// <summary>Its key.</summary>
    public const string Key = "_deploy/stack.json";

    /// <summary>Declares the object.</summary>
    /// <param name="parts">What all datasets share.</param>
    /// <param name="pipelines">The datasets.</param>
    /// <param name="deliver">The function that delivers.</param>
    /// <param name="partition">The function that starts clusters.</param>
    /// <param name="workgroup">The workgroup in Athena.</param>
    public static void Upload(
        StackParts parts, IReadOnlyList<DatasetPipeline> pipelines, LakeFunction deliver, LakeFunction partition, Workgroup workgroup)
    {
        var plan = parts.Context.Plan;
        var description = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["region"] = parts.Context.Region,
            ["lakeBucket"] = parts.Storage.Lake.Name,
            ["workgroup"] = workgroup.Name,
            ["deliverFunction"] = deliver.Function.Name,
            ["partitionFunction"] = partition.Function.Name,
            ["datasets"] = pipelines.ToDictionary(
                pipeline => pipeline.Dataset.Name, pipeline => (object?)Describe(pipeline, parts), StringComparer.Ordinal),
            ["deadLetters"] = pipelines.Select(pipeline => pipeline.Structure).Append(deliver).Append(partition)
                .ToDictionary(function => function.Name, function => (object?)function.DeadLetters.Queue.Url, StringComparer.Ordinal),
        };
        _ = new BucketObjectv2(
            "stack-description",
            new BucketObjectv2Args
            {
                Bucket = parts.Storage.Lake.Name,
                Key = Key,
                ContentType = "application/json",
                Content = Output.JsonSerialize(Output.Create(description)),
            },
            new CustomResourceOptions { DependsOn = parts.Storage.Lake.Guards.ToArray() });
    }

    private static Dictionary<string, object?> Describe(DatasetPipeline pipeline, StackParts parts) => new(StringComparer.Ordinal)
    {
        ["contract"] = parts.Uploads.ContractUri(pipeline.Dataset.Name),
        ["rawBucket"] = parts.Storage.Raw(parts.Context.Plan.RawBucketOf(pipeline.Dataset)).Name,
        ["rawTopic"] = pipeline.RawTopic.Arn,
        ["structuredTopic"] = pipeline.StructuredTopic.Arn,
        ["deliveryStream"] = pipeline.Stream.Name,
        ["deliveryThroughput"] = parts.Context.Plan.Settings.Delivery.ThroughputMiB,
        ["database"] = pipeline.Consumable.DatabaseName,
        ["structureFunction"] = pipeline.Structure.Function.Name,
    };
}
