using System.Text;
using Datalake.Aws.Testing;

namespace Datalake.Bench.Functions;

/// <summary>A function, how it is started and what it is called with.</summary>
/// <param name="Name">Its name, that of its assembly.</param>
/// <param name="Script">The Python function that does the same; null where there is none.</param>
/// <param name="Environment">The variables of its own.</param>
internal sealed record FunctionKind(string Name, string? Script, IReadOnlyList<(string Name, string Value)> Environment)
{
    /// <summary>The bucket in which arrivals come.</summary>
    public const string RawBucket = "bench-raw";

    /// <summary>The lake's bucket.</summary>
    public const string LakeBucket = "bench-lake";

    /// <summary>Where the contract lies in the lake's bucket.</summary>
    public const string ContractKey = "_deploy/contracts/checkout-1.json";

    /// <summary>The function that structures.</summary>
    public static FunctionKind Structure { get; } =
        new("StructureRaw", "structure_raw.py", [("DATALAKE_DATASET", "checkout"), ("DATALAKE_RAW_BUCKET", RawBucket)]);

    /// <summary>The function that delivers.</summary>
    public static FunctionKind Deliver { get; } =
        new("DeliverToFirehoseProxy", "deliver.py", [("DATALAKE_DELIVERY_STREAMS", "checkout=DataStreamStructuredCheckout")]);

    /// <summary>The function that starts clusters. The bench has no hour due, so it lists two prefixes and answers.</summary>
    public static FunctionKind Partition { get; } = new(
        "SubmitPartitionRoutineCluster",
        null,
        [
            ("DATALAKE_JOB_URI", $"s3://{LakeBucket}/_deploy/spark/partition_routine-1.py"),
            ("DATALAKE_CLUSTER_RELEASE", "emr-7.5.0"),
            ("DATALAKE_CLUSTER_LOG_URI", $"s3://{LakeBucket}/_logs/emr/"),
            ("DATALAKE_CLUSTER_SERVICE_ROLE", "DatalakeEmrService"),
            ("DATALAKE_CLUSTER_INSTANCE_PROFILE", "DatalakeEmrInstance"),
            ("DATALAKE_CLUSTER_SUBNETS", "subnet-1"),
            ("DATALAKE_CLUSTER_PRIMARY_TYPES", "m6g.xlarge"),
            ("DATALAKE_CLUSTER_WORKER_TYPES", "m6g.xlarge,r6g.xlarge"),
            ("DATALAKE_CLUSTER_CORE_UNITS", "1"),
        ]);

    /// <summary>All functions.</summary>
    public static IReadOnlyList<FunctionKind> All { get; } = [Structure, Deliver, Partition];

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(kind => kind.Name)];

    /// <summary>The event of an arrival.</summary>
    /// <param name="arrival">The arrival.</param>
    public byte[] EventOf(Arrivals.Arrival arrival) => this == Structure
        ? ObjectEvent(RawBucket, arrival.Key, arrival.Raw)
        : this == Deliver
            ? ObjectEvent(LakeBucket, arrival.StructuredKey, arrival.Structured)
        : Encoding.UTF8.GetBytes(
            """{"version":"0","detail-type":"Scheduled Event","source":"aws.events","time":"2026-11-20T10:10:00Z","detail":{}}"""
        );

    private static byte[] ObjectEvent(string bucket, string key, Services.StoredBytes content) =>
        S3Events.Sns(S3Events.Message(S3Events.Record(bucket, Uri.EscapeDataString(key), content.Content.Length, content.ETag)));
}
