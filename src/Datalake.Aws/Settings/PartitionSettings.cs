using Datalake.Aws.Partitioning;

namespace Datalake.Aws.Settings;

/// <summary>The settings of SubmitPartitionRoutineCluster, from its environment.</summary>
/// <param name="Function">The settings that every function has.</param>
/// <param name="Cluster">The cluster to start.</param>
/// <param name="Shown">The years that the raw tables show; null when nobody said.</param>
public sealed record PartitionSettings(FunctionSettings Function, ClusterSettings Cluster, ShownYears? Shown = null)
{
    private const string Prefix = "DATALAKE_CLUSTER_";

    /// <summary>Reads them.</summary>
    /// <param name="environment">The environment; problems are collected there.</param>
    public static PartitionSettings Read(EnvironmentReader environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        var function = FunctionSettings.Read(environment);
        foreach (var contract in function.Contracts.Where(contract => !IsS3(contract)))
        {
            environment.Add(
                $"DATALAKE_CONTRACTS holds '{contract}'; the cluster reads contracts from S3, so s3://bucket/key was expected."
            );
        }

        var cluster = new ClusterSettings
        {
            JobUri = ReadUri(environment, "DATALAKE_JOB_URI", "the place of partition_routine.py"),
            Release = ReadRelease(environment),
            LogUri = ReadUri(environment, Prefix + "LOG_URI", "the place for the cluster's logs"),
            ServiceRole = environment.Required(Prefix + "SERVICE_ROLE", "the role of the EMR service"),
            InstanceProfile = environment.Required(Prefix + "INSTANCE_PROFILE", "the instance profile of the cluster's instances"),
            Subnets = environment.RequiredList(Prefix + "SUBNETS", "the subnets in which the cluster may run, with commas between them"),
            PrimaryTypes = ReadTypes(environment, Prefix + "PRIMARY_TYPES"),
            WorkerTypes = ReadTypes(environment, Prefix + "WORKER_TYPES"),
            CoreUnits = environment.Integer(Prefix + "CORE_UNITS", 0, 4000, 0),
            TaskUnits = environment.Integer(Prefix + "TASK_UNITS", 0, 4000, 0),
            SpotTimeoutMinutes = environment.Integer(Prefix + "SPOT_TIMEOUT_MINUTES", 5, 1440, 10),
            IdleSeconds = environment.Integer(Prefix + "IDLE_SECONDS", 60, 604_800, 600),
            SecurityConfiguration = environment.Optional(Prefix + "SECURITY_CONFIGURATION"),
            SecurityGroups = ReadPairs(environment, Prefix + "SECURITY_GROUPS", "primary=sg-0a1b2c3d"),
            Tags = ReadPairs(environment, Prefix + "TAGS", "team=data"),
        };
        foreach (var name in cluster.SecurityGroups.Keys.Except(["primary", "workers", "service"], StringComparer.Ordinal))
        {
            environment.Add($"{Prefix}SECURITY_GROUPS holds '{name}'; primary, workers and service are what there is.");
        }

        if (cluster.TaskUnits > 0 && cluster.CoreUnits == 0)
        {
            environment.Add(
                $"{Prefix}TASK_UNITS is {cluster.TaskUnits} while {Prefix}CORE_UNITS is 0; task nodes need core nodes beside them. " +
                "Set both, or neither.");
        }

        foreach (var tag in cluster.Tags.Keys.Where(ClusterTags.IsOwn))
            environment.Add($"{Prefix}TAGS holds '{tag}', which every cluster has already. Take it out.");

        return new PartitionSettings(function, cluster, ShownYears.Read(environment, "DATALAKE_INGESTION_YEARS"));
    }

    private static string ReadUri(EnvironmentReader environment, string name, string meaning)
    {
        var uri = environment.Required(name, $"{meaning}, s3://bucket/key");
        if (uri.Length > 0 && !IsS3(uri)) environment.Add($"{name} is '{uri}'; s3://bucket/key was expected.");
        return uri;
    }

    private static string ReadRelease(EnvironmentReader environment)
    {
        const string Name = Prefix + "RELEASE";
        var release = environment.Required(Name, "an EMR release such as emr-7.5.0");
        if (
            release.Length > 0
            && !(
                release.StartsWith("emr-", StringComparison.Ordinal)
                && Version.TryParse(release["emr-".Length..], out var version)
                && version.Major >= 7
            )
        )
        {
            environment.Add($"{Name} is '{release}'; an EMR release from emr-7.0.0 on was expected (the job needs Spark 3.5).");
        }

        return release;
    }

    private static List<WeightedInstanceType> ReadTypes(EnvironmentReader environment, string name)
    {
        var types = new List<WeightedInstanceType>();
        foreach (var item in environment.RequiredList(name, "instance types such as m6g.xlarge,r6g.xlarge:2"))
        {
            var parts = item.Split(':');
            var weight = 1;
            if (parts.Length > 2 || parts[0].Length == 0 || !parts[0].Contains('.', StringComparison.Ordinal)
                || (
                    parts.Length == 2
                    && !(int.TryParse(parts[1], System.Globalization.CultureInfo.InvariantCulture, out weight) && weight is >= 1 and <= 999)
                )
            )
            {
                environment.Add(
                    $"{name} holds '{item}'; an instance type such as m6g.xlarge, or with its weight from 1 to 999, m6g.xlarge:2, was expected."
                );
            }

            types.Add(new WeightedInstanceType(parts[0], weight));
        }

        // Amazon EMR Management Guide, "Planning and configuring instance fleets": at most 30 types a fleet by the API.
        if (types.Count > 30) environment.Add($"{name} holds {types.Count} instance types; an instance fleet takes at most 30.");
        return types;
    }

    private static IReadOnlyDictionary<string, string> ReadPairs(EnvironmentReader environment, string name, string example) =>
        environment.Optional(name) is { } text
            ? environment.Pairs(name, text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), example)
            : new Dictionary<string, string>(StringComparer.Ordinal);

    private static bool IsS3(string uri) => S3Uri.TryParse(uri, out _);
}
