using System.Globalization;
using Datalake.Infrastructure.Policies;
using Pulumi;
using Pulumi.Aws.Iam;

namespace Datalake.Infrastructure;

/// <summary>What a transient cluster needs to be there: its roles. The cluster itself is started by a function, hour by hour.</summary>
internal sealed class Cluster
{
    /// <summary>Where clusters log.</summary>
    public const string LogPrefix = "_logs/emr/";

    // The service role may only make and end what has this tag, which EMR hands on from the cluster.
    private const string RequiredTag = "for-use-with-amazon-emr-managed-policies";

    private readonly LakeContext context;
    private readonly LakeBucket lake;
    private readonly InstanceProfile profile;

    /// <summary>Declares the roles.</summary>
    /// <param name="context">The stack.</param>
    /// <param name="lake">The lake's bucket.</param>
    /// <param name="encryption">How it is encrypted.</param>
    public Cluster(LakeContext context, LakeBucket lake, Encryption encryption)
    {
        this.context = context;
        this.lake = lake;
        (InstanceRole, _) = Roles.Create(
            "cluster-instance",
            "emr-instance-trust.json",
            [],
            "emr-instance.json",
            new Placeholders { { "LakeBucketArn", lake.Arn }, { "LogPrefix", LogPrefix } }
        );
        encryption.Grant("cluster-instance", InstanceRole);
        (ServiceRole, _) = Roles.Create(
            "cluster-service", "emr-service-trust.json", context.Scope(),
            "emr-service.json", new Placeholders(context.Scope())
            {
                { "SubnetArns", context.Plan.Settings.Cluster.Subnets.Select(subnet => context.Arn("ec2", $"subnet/{subnet}")) },
                { "ClusterInstanceRoleArn", InstanceRole.Arn },
            });
        profile = new InstanceProfile("cluster-instance", new InstanceProfileArgs { Role = InstanceRole.Name });
    }

    /// <summary>What EMR itself may do.</summary>
    public Role ServiceRole { get; }

    /// <summary>What the cluster's machines may do.</summary>
    public Role InstanceRole { get; }

    /// <summary>The environment of the function that starts clusters.</summary>
    public IEnumerable<KeyValuePair<string, Output<string>>> Variables()
    {
        var settings = context.Plan.Settings.Cluster;
        yield return Known("DATALAKE_CLUSTER_RELEASE", settings.Release);
        yield return new("DATALAKE_CLUSTER_LOG_URI", Output.Format($"s3://{lake.Name}/{LogPrefix}"));
        yield return new("DATALAKE_CLUSTER_SERVICE_ROLE", ServiceRole.Name);
        yield return new("DATALAKE_CLUSTER_INSTANCE_PROFILE", profile.Name);
        yield return Known("DATALAKE_CLUSTER_SUBNETS", string.Join(',', settings.Subnets));
        yield return Known("DATALAKE_CLUSTER_PRIMARY_TYPES", string.Join(',', settings.PrimaryTypes));
        yield return Known("DATALAKE_CLUSTER_WORKER_TYPES", string.Join(',', settings.WorkerTypes));
        yield return Known("DATALAKE_CLUSTER_WORKER_SPOT", Text(settings.WorkerSpotUnits));
        yield return Known("DATALAKE_CLUSTER_WORKER_ON_DEMAND", Text(settings.WorkerOnDemandUnits));
        yield return Known("DATALAKE_CLUSTER_SPOT_TIMEOUT_MINUTES", Text(settings.SpotTimeoutMinutes));
        yield return Known("DATALAKE_CLUSTER_IDLE_SECONDS", Text(settings.IdleSeconds));
        if (settings.SecurityConfiguration is { } security) yield return Known("DATALAKE_CLUSTER_SECURITY_CONFIGURATION", security);
        if (settings.SecurityGroups.Count > 0) yield return Known("DATALAKE_CLUSTER_SECURITY_GROUPS", Pairs(settings.SecurityGroups));
        yield return Known(
            "DATALAKE_CLUSTER_TAGS",
            Pairs(new Dictionary<string, string>(settings.Tags, StringComparer.Ordinal) { [RequiredTag] = "true" })
        );
    }

    private static KeyValuePair<string, Output<string>> Known(string name, string value) => new(name, Output.Create(value));

    private static string Pairs(IReadOnlyDictionary<string, string> pairs) =>
        string.Join(',', pairs.Select(pair => $"{pair.Key}={pair.Value}"));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
