using Datalake.Datasets;
using Datalake.Infrastructure.Plan;
using Datalake.Infrastructure.Policies;
using Pulumi;
using Pulumi.Aws.Kinesis;

namespace Datalake.Infrastructure;

/// <summary>The functions and what each needs to know and may do.</summary>
/// <param name="context">The stack.</param>
/// <param name="storage">The buckets.</param>
/// <param name="uploads">What the functions run from.</param>
/// <param name="encryption">How the buckets are encrypted.</param>
internal sealed class Functions(LakeContext context, Storage storage, Uploads uploads, Encryption encryption)
{
    /// <summary>Declares the function that structures a dataset's arrivals.</summary>
    /// <param name="dataset">The dataset.</param>
    public LakeFunction Structure(DatasetContract dataset)
    {
        var plan = context.Plan;
        var bucket = plan.RawBucketOf(dataset);
        var raw = storage.Raw(bucket);
        var variables = new Dictionary<string, Output<string>>(StringComparer.Ordinal)
        {
            ["DATALAKE_CONTRACTS"] = uploads.ContractUris(bucket.Datasets.Select(one => one.Name).Order(StringComparer.Ordinal)),
            ["DATALAKE_DATASET"] = Output.Create(dataset.Name),
            ["DATALAKE_LAKE_BUCKET"] = storage.Lake.Name,
            ["DATALAKE_RAW_BUCKET"] = raw.Name,
        };
        var keys = dataset.Protect.Select(rule => rule.Key).OfType<KeyReference>().Select(key => key.Name).Distinct(StringComparer.Ordinal);
        var secrets = keys.Select(key => plan.ProtectionKeys[key]).ToArray();
        foreach (var (key, secret) in keys.Zip(secrets)) variables[key] = Output.Create(secret.Text);
        var function = Create(
            new FunctionSpec(
                $"structure-{dataset.Name}",
                plan.Names.StructureFunction(dataset),
                Artifacts.StructureRaw,
                $"Structures what arrives of {dataset.Name}",
                plan.Settings.Functions.StructureMemoryMiB, plan.Concurrency.Structure, "structure-function.json",
                new Placeholders
                {
                    { "RawBucketArn", raw.Arn },
                    { "RawKeys", KeysOf(dataset.Raw.Keys) },
                    { "LakeBucketArn", storage.Lake.Arn },
                    { "Dataset", dataset.Name },
                },
                variables),
            readsRaw: !bucket.IsNew);
        if (secrets.Length > 0)
        {
            var resources = secrets.SelectMany(secret => secret.Resources).Distinct(StringComparer.Ordinal).Select(Output.Create);
            Roles.Grant(
                $"structure-{dataset.Name}-keys", function.Role, "read-protection-keys.json",
                new Placeholders(context.Scope()) { { "KeyArns", resources } });
        }

        return function;
    }

    /// <summary>Declares the function that hands structured objects to the delivery streams.</summary>
    /// <param name="streams">The streams, by dataset.</param>
    public LakeFunction Deliver(IReadOnlyList<(DatasetContract Dataset, FirehoseDeliveryStream Stream)> streams)
    {
        var plan = context.Plan;
        var names = streams
            .Select(one => Output.Format($"{one.Dataset.Name}={one.Stream.Name}"))
            .Aggregate((all, next) => Output.Format($"{all},{next}"));
        return Create(new FunctionSpec(
            "deliver", plan.Names.DeliverFunction, Artifacts.DeliverToFirehoseProxy, "Hands structured objects to the delivery streams",
            plan.Settings.Functions.DeliverMemoryMiB, plan.Concurrency.Deliver, "deliver-function.json",
            new Placeholders { { "LakeBucketArn", storage.Lake.Arn }, { "DeliveryStreamArns", streams.Select(one => one.Stream.Arn) } },
            new Dictionary<string, Output<string>>(StringComparer.Ordinal)
            {
                ["DATALAKE_CONTRACTS"] = AllContracts(),
                ["DATALAKE_LAKE_BUCKET"] = storage.Lake.Name,
                ["DATALAKE_DELIVERY_STREAMS"] = names,
            }));
    }

    /// <summary>Declares the function that starts a cluster for the hours that are due.</summary>
    /// <param name="cluster">The cluster's roles.</param>
    public LakeFunction Partition(Cluster cluster)
    {
        var plan = context.Plan;
        var variables = new Dictionary<string, Output<string>>(StringComparer.Ordinal)
        {
            ["DATALAKE_CONTRACTS"] = AllContracts(),
            ["DATALAKE_LAKE_BUCKET"] = storage.Lake.Name,
            ["DATALAKE_JOB_URI"] = uploads.JobUri,
            ["DATALAKE_INGESTION_YEARS"] = Output.Create(plan.Settings.Tables.IngestionYears.ToString()),
        };
        foreach (var (name, value) in cluster.Variables()) variables.Add(name, value);
        return Create(new FunctionSpec(
                "partition",
                plan.Names.PartitionFunction,
                Artifacts.SubmitPartitionRoutineCluster,
                "Starts a cluster for the ingestion hours that are due",
            plan.Settings.Functions.PartitionMemoryMiB, plan.Concurrency.Partition, "partition-function.json",
            new Placeholders(context.Scope())
            {
                { "LakeBucketArn", storage.Lake.Arn },
                { "ClusterServiceRoleArn", cluster.ServiceRole.Arn },
                { "ClusterInstanceRoleArn", cluster.InstanceRole.Arn },
            },
            variables));
    }

    // A key template as a pattern of IAM, whose * takes any characters.
    private static string KeysOf(KeyTemplate keys) =>
        keys.Format(keys.Placeholders.ToDictionary(name => name, _ => "*", StringComparer.Ordinal));

    private Output<string> AllContracts() => uploads.ContractUris(context.Plan.Datasets.Select(dataset => dataset.Name));

    private LakeFunction Create(FunctionSpec spec, bool readsRaw = false)
    {
        var function = LakeFunction.Create(context, uploads, spec);
        encryption.Grant(spec.Id, function.Role, readsRaw);
        return function;
    }
}
