using System.Text.Json.Serialization;

namespace Datalake.Aws.Operations.Stacks;

/// <summary>
/// What a deployment made, by its names. It is written to the lake's bucket as <c>_deploy/stack.json</c> when the stack is deployed.
/// </summary>
public sealed record StackDescription
{
    /// <summary>Where the description lies in the lake's bucket.</summary>
    public const string Key = "_deploy/stack.json";

    /// <summary>The region of everything in the stack.</summary>
    public required string Region { get; init; }

    /// <summary>The lake's bucket.</summary>
    public required string LakeBucket { get; init; }

    /// <summary>The workgroup in Athena.</summary>
    public required string Workgroup { get; init; }

    /// <summary>The function that delivers structured objects.</summary>
    public required string DeliverFunction { get; init; }

    /// <summary>The function that starts the partition routine's clusters.</summary>
    public required string PartitionFunction { get; init; }

    /// <summary>The datasets by name.</summary>
    public required IReadOnlyDictionary<string, StackDataset> Datasets { get; init; }

    /// <summary>The URL of the queue of what a function could not do, by the function's name.</summary>
    public required IReadOnlyDictionary<string, string> DeadLetters { get; init; }
}

/// <summary>What a deployment made for one dataset.</summary>
public sealed record StackDataset
{
    /// <summary>The place of its contract, <c>s3://bucket/key</c>.</summary>
    public required string Contract { get; init; }

    /// <summary>The bucket in which its arrivals come.</summary>
    public required string RawBucket { get; init; }

    /// <summary>The ARN of the topic to which arrivals are published.</summary>
    public required string RawTopic { get; init; }

    /// <summary>The ARN of the topic to which structured objects are published.</summary>
    public required string StructuredTopic { get; init; }

    /// <summary>The delivery stream.</summary>
    public required string DeliveryStream { get; init; }

    /// <summary>
    /// How many MiB a second the delivery stream takes. Null in the description of a stack that was deployed before it was known.
    /// </summary>
    public int? DeliveryThroughput { get; init; }

    /// <summary>The database of its tables; the deployment may have added to the name that the contract gives.</summary>
    public required string Database { get; init; }

    /// <summary>The function that structures its arrivals.</summary>
    public required string StructureFunction { get; init; }
}

/// <summary>The JSON form.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(StackDescription))]
internal sealed partial class StackJson : JsonSerializerContext;
