using System.Text.Json;
using Amazon.S3;
using Datalake.Aws.Delivery;
using Datalake.Aws.Logging;
using Datalake.Aws.Partitioning;
using Datalake.Aws.Settings;
using Datalake.Aws.Storage;
using Datalake.Partitioning;
using Datalake.Pipeline;
using Datalake.Protection;
using Datalake.Quarantining;
using Datalake.Records;

namespace Datalake.Aws.Functions;

/// <summary>
/// Puts functions together from their environment. Every problem with the environment is reported at once, before any event is taken.
/// </summary>
public static class FunctionFactory
{
    /// <summary>Makes <c>StructureRaw</c>.</summary>
    /// <param name="variables">Gives an environment variable's value, or null.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="SettingsException">The environment has problems.</exception>
    public static async Task<FunctionHandler> CreateStructureAsync(Func<string, string?> variables, CancellationToken cancellationToken)
    {
        const string Name = "StructureRaw";
        var environment = new EnvironmentReader(variables);
        var settings = StructureSettings.Read(environment);
        var clients = new FunctionClients(settings.Function.CallTimeout);
        var s3 = clients.S3();
        var contracts = await LoadAsync(settings.Function, s3, environment, cancellationToken);
        var dataset = contracts?.Catalog.Find(settings.Dataset);
        if (contracts is not null && dataset is null && settings.Dataset.Length > 0)
        {
            environment.Add(
                $"DATALAKE_DATASET is '{settings.Dataset}', which none of the contracts is; there are {string.Join(", ", contracts.Catalog.All.Select(one => one.Name))}."
            );
        }

        var lake = new S3ObjectStore(s3, settings.Function.LakeBucket);
        var raw = new S3ObjectStore(s3, settings.RawBucket);
        var keys = dataset is null
            ? variables
            : await SecretKeys.ReadAsync(dataset, variables, clients.ParameterStore, environment, cancellationToken);
        var step = new StructureStep(raw, lake, new QuarantineStore(lake), new ProtectionKeys(keys), RecordLimits.Default);
        if (environment.Problems.Count == 0) Prepare(step, dataset, environment);
        environment.ThrowIfBad(Name);
        var function = new StructureFunction(
            dataset!, contracts!.Catalog, raw, step, settings.RawBucket, Tools(Name, settings.Function, variables));
        return async (invocation, token) =>
            JsonSerializer.SerializeToUtf8Bytes(await function.RunAsync(invocation, token), AnswerJson.Default.FunctionAnswer);
    }

    /// <summary>Makes <c>DeliverToFirehoseProxy</c>.</summary>
    /// <param name="variables">Gives an environment variable's value, or null.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="SettingsException">The environment has problems.</exception>
    public static async Task<FunctionHandler> CreateDeliverAsync(Func<string, string?> variables, CancellationToken cancellationToken)
    {
        const string Name = "DeliverToFirehoseProxy";
        var environment = new EnvironmentReader(variables);
        var settings = DeliverSettings.Read(environment);
        var clients = new FunctionClients(settings.Function.CallTimeout);
        var s3 = clients.S3();
        var contracts = await LoadAsync(settings.Function, s3, environment, cancellationToken);
        CheckStreams(settings, contracts, environment);
        environment.ThrowIfBad(Name);
        var lake = new S3ObjectStore(s3, settings.Function.LakeBucket);
        var firehose = clients.Firehose();
        var streams = settings.Streams.ToDictionary(
            pair => pair.Key,
            IDeliveryStream (pair) => new FirehoseDeliveryStream(firehose, pair.Value, TimeProvider.System),
            StringComparer.Ordinal
        );
        var step = new DeliverStep(lake, new QuarantineStore(lake), TimeProvider.System, RecordLimits.Default);
        var function = new DeliverFunction(
            contracts!.Catalog, step, streams, settings.Function.LakeBucket, Tools(Name, settings.Function, variables));
        return async (invocation, token) =>
            JsonSerializer.SerializeToUtf8Bytes(await function.RunAsync(invocation, token), AnswerJson.Default.FunctionAnswer);
    }

    /// <summary>Makes <c>SubmitPartitionRoutineCluster</c>.</summary>
    /// <param name="variables">Gives an environment variable's value, or null.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="SettingsException">The environment has problems.</exception>
    public static async Task<FunctionHandler> CreatePartitionAsync(Func<string, string?> variables, CancellationToken cancellationToken)
    {
        const string Name = "SubmitPartitionRoutineCluster";
        var environment = new EnvironmentReader(variables);
        var settings = PartitionSettings.Read(environment);
        var clients = new FunctionClients(settings.Function.CallTimeout);
        var s3 = clients.S3();
        var contracts = await LoadAsync(settings.Function, s3, environment, cancellationToken);
        environment.ThrowIfBad(Name);
        var lake = new S3ObjectStore(s3, settings.Function.LakeBucket);
        var clusters = new TransientClusters(clients.Emr(), clients.EmrWithoutRetry(), settings.Cluster);
        var engine = new EmrPartitionEngine(lake, $"s3://{settings.Function.LakeBucket}", contracts!.Places, clusters, TimeProvider.System);
        var function = new PartitionFunction(
            new DueHours(lake, contracts.Catalog, TimeProvider.System), engine, Tools(Name, settings.Function, variables), settings.Shown);
        return async (invocation, token) =>
            JsonSerializer.SerializeToUtf8Bytes(await function.RunAsync(invocation, token), AnswerJson.Default.PartitionAnswer);
    }

    private static Task<ContractDocuments?> LoadAsync(
        FunctionSettings settings,
        IAmazonS3 s3,
        EnvironmentReader environment,
        CancellationToken cancellationToken
    ) => ContractDocuments.LoadAsync(settings.Contracts, s3, environment, cancellationToken);

    private static void Prepare(StructureStep step, Datasets.DatasetContract? dataset, EnvironmentReader environment)
    {
        if (dataset is null) return;
        try
        {
            step.Prepare(dataset);
        }
        catch (ProtectionKeyException missing)
        {
            environment.Add(missing.Message);
        }
    }

    private static void CheckStreams(DeliverSettings settings, ContractDocuments? contracts, EnvironmentReader environment)
    {
        if (contracts is null) return;
        foreach (var dataset in contracts.Catalog.All.Where(dataset => !settings.Streams.ContainsKey(dataset.Name)))
        {
            environment.Add(
                $"{DeliverSettings.StreamsVariable} names no delivery stream for dataset {dataset.Name}. Add {dataset.Name}=<its delivery stream>."
            );
        }

        foreach (var name in settings.Streams.Keys.Where(name => contracts.Catalog.Find(name) is null))
        {
            environment.Add($"{DeliverSettings.StreamsVariable} names a delivery stream for '{name}', which none of the contracts is.");
        }
    }

    private static FunctionTools Tools(string name, FunctionSettings settings, Func<string, string?> variables) =>
        new(variables("AWS_LAMBDA_FUNCTION_NAME") ?? name, Console.Out, settings.MetricsNamespace, settings.LogLevel, TimeProvider.System);
}
