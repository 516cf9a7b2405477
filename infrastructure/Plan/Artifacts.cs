using Datalake.Datasets;
using Datalake.Infrastructure.Settings;

namespace Datalake.Infrastructure.Plan;

/// <summary>The files that the lake's bucket must hold before anything runs.</summary>
/// <param name="Functions">The functions' packages, by assembly name.</param>
/// <param name="SparkJob">The partition routine.</param>
/// <param name="Contracts">The contracts, by dataset.</param>
internal sealed record Artifacts(
    IReadOnlyDictionary<string, Artifact> Functions, Artifact SparkJob, IReadOnlyDictionary<string, Artifact> Contracts)
{
    /// <summary>The function that structures arrivals.</summary>
    public const string StructureRaw = "StructureRaw";

    /// <summary>The function that delivers.</summary>
    public const string DeliverToFirehoseProxy = "DeliverToFirehoseProxy";

    /// <summary>The function that starts clusters.</summary>
    public const string SubmitPartitionRoutineCluster = "SubmitPartitionRoutineCluster";

    /// <summary>What makes the functions' packages.</summary>
    public const string PublishCommand = "dotnet publish lambdas";

    // Lambda takes packages of up to 250 MB unpacked; ours are below 3 MB.
    private const long LargestPackage = 50 << 20;

    /// <summary>Reads them.</summary>
    /// <param name="root">The folder of <c>Pulumi.yaml</c>.</param>
    /// <param name="datasets">The datasets.</param>
    /// <param name="reader">Takes problems.</param>
    public static Artifacts Read(string root, IReadOnlyList<DatasetContract> datasets, SettingsReader reader)
    {
        var functions = new[] { StructureRaw, DeliverToFirehoseProxy, SubmitPartitionRoutineCluster }
            .ToDictionary(name => name, name => ReadPackage(root, name, reader), StringComparer.Ordinal);
        var contracts = datasets.ToDictionary(
            dataset => dataset.Name,
            dataset => Artifact.Read(root, $"datasets/{dataset.Name}/dataset.json", $"_deploy/contracts/{dataset.Name}") ?? Artifact.None,
            StringComparer.Ordinal);
        var job = Artifact.Read(root, "spark/partition_routine.py", "_deploy/spark/partition_routine");
        if (job is null) reader.Report("artifacts", "spark/partition_routine.py, the job of the cluster, is missing. Restore it.");
        return new Artifacts(functions, job ?? Artifact.None, contracts);
    }

    private static Artifact ReadPackage(string root, string name, SettingsReader reader)
    {
        var path = $"artifacts/{name}.zip";
        var package = Artifact.Read(root, path, $"_deploy/functions/{name}");
        if (package is null) reader.Report("artifacts", $"{path}, the package of a function, is missing. Make it: {PublishCommand}.");
        else if (!package.IsZip || package.Bytes > LargestPackage) reader.Report("artifacts",
            $"{path} is no zip archive of at most {LargestPackage >> 20} MiB. Make it again: {PublishCommand}.");
        return package ?? Artifact.None;
    }
}
