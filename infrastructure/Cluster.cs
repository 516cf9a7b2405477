using System.Globalization;
using Datalake.Infrastructure.Policies;
using Pulumi;
using Pulumi.Aws.Emr;
using Pulumi.Aws.Iam;

namespace Datalake.Infrastructure;

/// <summary>
/// What a transient cluster needs to be there: its roles and its security configuration. The cluster itself is started by a function, hour
/// by hour.
/// </summary>
internal sealed class Cluster
{
    /// <summary>Where clusters log.</summary>
    public const string LogPrefix = "_logs/emr/";

    private readonly LakeContext context;
    private readonly LakeBucket lake;
    private readonly InstanceProfile profile;
    private readonly Output<string> security;

    /// <summary>Declares them.</summary>
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
        encryption.GrantDisks("cluster-instance", InstanceRole, "emr-instance-key.json");
        (ServiceRole, _) = Roles.Create(
            "cluster-service", "emr-service-trust.json", context.Scope(),
            "emr-service.json", new Placeholders(context.Scope())
            {
                { "SubnetArns", context.Plan.Settings.Cluster.Subnets.Select(subnet => context.Arn("ec2", $"subnet/{subnet}")) },
                { "ClusterInstanceRoleArn", InstanceRole.Arn },
            });
        encryption.GrantDisks("cluster-service", ServiceRole, "emr-service-key.json");
        security = context.Plan.Settings.Cluster.SecurityConfiguration is { } own ? Output.Create(own) : Secure(encryption);
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
        yield return Known("DATALAKE_CLUSTER_CORE_UNITS", Text(settings.CoreUnits));
        yield return Known("DATALAKE_CLUSTER_TASK_UNITS", Text(settings.TaskUnits));
        yield return Known("DATALAKE_CLUSTER_SPOT_TIMEOUT_MINUTES", Text(settings.SpotTimeoutMinutes));
        yield return Known("DATALAKE_CLUSTER_IDLE_SECONDS", Text(settings.IdleSeconds));
        yield return new("DATALAKE_CLUSTER_SECURITY_CONFIGURATION", security);
        if (settings.SecurityGroups.Count > 0) yield return Known("DATALAKE_CLUSTER_SECURITY_GROUPS", Pairs(settings.SecurityGroups));
        if (settings.Tags.Count > 0) yield return Known("DATALAKE_CLUSTER_TAGS", Pairs(settings.Tags));
    }

    // Its name is AWS's to choose, since a configuration cannot be changed: another one takes its place before it goes.
    private static Output<string> Secure(Encryption encryption)
    {
        var configuration = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["InstanceMetadataServiceConfiguration"] = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["MinimumInstanceMetadataServiceVersion"] = 2,
                ["HttpPutResponseHopLimit"] = 1,
            },
        };
        if (encryption.KeyArn is { } key) configuration["EncryptionConfiguration"] = AtRest(key);
        return new SecurityConfiguration(
            "cluster", new SecurityConfigurationArgs { Configuration = Output.JsonSerialize(Output.Create<object>(configuration)) }).Name;
    }

    // Amazon EMR Management Guide, "Create a security configuration". Between nodes, nothing is encrypted: that needs certificates.
    private static Dictionary<string, object> AtRest(Output<string> key) => new(StringComparer.Ordinal)
    {
        ["EnableInTransitEncryption"] = false,
        ["EnableAtRestEncryption"] = true,
        ["AtRestEncryptionConfiguration"] = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["S3EncryptionConfiguration"] = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["EncryptionMode"] = "SSE-KMS",
                ["AwsKmsKey"] = key,
            },
            ["LocalDiskEncryptionConfiguration"] = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["EncryptionKeyProviderType"] = "AwsKms",
                ["AwsKmsKey"] = key,
                ["EnableEbsEncryption"] = true,
            },
        },
    };

    private static KeyValuePair<string, Output<string>> Known(string name, string value) => new(name, Output.Create(value));

    private static string Pairs(IReadOnlyDictionary<string, string> pairs) =>
        string.Join(',', pairs.Select(pair => $"{pair.Key}={pair.Value}"));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
