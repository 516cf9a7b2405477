using Amazon.ElasticMapReduce;
using Amazon.ElasticMapReduce.Model;

namespace Datalake.Aws.Partitioning;

/// <summary>The request for a transient cluster: one step, and the cluster ends with it, whatever comes of it.</summary>
internal static class ClusterRequest
{
    private const string DeltaJar = "/usr/share/aws/delta/lib/delta-spark.jar";

    public static RunJobFlowRequest Create(ClusterSettings settings, string name, string run, string planUri) => new()
    {
        Name = name,
        ReleaseLabel = settings.Release,
        Applications = [new Application { Name = "Spark" }],
        LogUri = settings.LogUri,
        ServiceRole = settings.ServiceRole,
        JobFlowRole = settings.InstanceProfile,
        SecurityConfiguration = settings.SecurityConfiguration,
        Configurations = [Spark(), Delta()],
        Instances = Instances(settings),
        Steps = [Step(settings, planUri)],
        AutoTerminationPolicy = new AutoTerminationPolicy { IdleTimeout = settings.IdleSeconds },
        VisibleToAllUsers = true,
        Tags = [.. Tags(settings, run)],
    };

    // The job sets what its result depends on by itself; this is how the cluster is used.
    private static Configuration Spark() => new()
    {
        Classification = "spark-defaults",
        Properties = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["spark.dynamicAllocation.enabled"] = "true",
            ["spark.sql.adaptive.enabled"] = "true",
            ["spark.sql.session.timeZone"] = "UTC",
            ["spark.sql.extensions"] = "io.delta.sql.DeltaSparkSessionExtension",
            ["spark.sql.catalog.spark_catalog"] = "org.apache.spark.sql.delta.catalog.DeltaCatalog",
        },
    };

    // Puts the Delta Lake that EMR brings on Spark's class path (EMR release guide, "Use a Delta Lake cluster with Spark").
    private static Configuration Delta() => new()
    {
        Classification = "delta-defaults",
        Properties = new Dictionary<string, string>(StringComparer.Ordinal) { ["delta.enabled"] = "true" },
    };

    private static JobFlowInstancesConfig Instances(ClusterSettings settings)
    {
        var instances = new JobFlowInstancesConfig
        {
            Ec2SubnetIds = [.. settings.Subnets],
            KeepJobFlowAliveWhenNoSteps = false,
            TerminationProtected = false,
            InstanceFleets = [.. Fleets(settings)],
        };
        if (settings.SecurityGroups.TryGetValue("primary", out var primary)) instances.EmrManagedMasterSecurityGroup = primary;
        if (settings.SecurityGroups.TryGetValue("workers", out var workers)) instances.EmrManagedSlaveSecurityGroup = workers;
        if (settings.SecurityGroups.TryGetValue("service", out var service)) instances.ServiceAccessSecurityGroup = service;
        return instances;
    }

    // A spot instance that goes takes its HDFS blocks along, so spot is for task nodes only, which hold none. Without core nodes, a single
    // node does everything.
    private static IEnumerable<InstanceFleetConfig> Fleets(ClusterSettings settings)
    {
        yield return new InstanceFleetConfig
        {
            Name = "primary",
            InstanceFleetType = InstanceFleetType.MASTER,
            TargetOnDemandCapacity = 1,
            InstanceTypeConfigs = [.. settings.PrimaryTypes.Select(type => Type(type with { Weight = 1 }))],
        };
        if (settings.CoreUnits > 0)
        {
            yield return new InstanceFleetConfig
            {
                Name = "core",
                InstanceFleetType = InstanceFleetType.CORE,
                TargetOnDemandCapacity = settings.CoreUnits,
                InstanceTypeConfigs = [.. settings.WorkerTypes.Select(Type)],
            };
        }

        if (settings.TaskUnits > 0)
        {
            yield return new InstanceFleetConfig
            {
                Name = "task",
                InstanceFleetType = InstanceFleetType.TASK,
                TargetSpotCapacity = settings.TaskUnits,
                InstanceTypeConfigs = [.. settings.WorkerTypes.Select(Type)],
                LaunchSpecifications = Spot(settings),
            };
        }
    }

    private static InstanceFleetProvisioningSpecifications Spot(ClusterSettings settings) => new()
    {
        SpotSpecification = new SpotProvisioningSpecification
        {
            AllocationStrategy = SpotProvisioningAllocationStrategy.PriceCapacityOptimized,
            TimeoutAction = SpotProvisioningTimeoutAction.SWITCH_TO_ON_DEMAND,
            TimeoutDurationMinutes = settings.SpotTimeoutMinutes,
        },
    };

    private static InstanceTypeConfig Type(WeightedInstanceType type) => new() { InstanceType = type.Type, WeightedCapacity = type.Weight };

    // In client mode the driver's words are in the step's own logs, where a person looks first. Delta Lake's Python module is in its jar.
    private static StepConfig Step(ClusterSettings settings, string planUri) => new()
    {
        Name = "partition routine",
        ActionOnFailure = ActionOnFailure.TERMINATE_CLUSTER,
        HadoopJarStep = new HadoopJarStepConfig
        {
            Jar = "command-runner.jar",
            Args = ["spark-submit", "--deploy-mode", "client", "--py-files", DeltaJar, settings.JobUri, "--plan", planUri],
        },
    };

    private static IEnumerable<Tag> Tags(ClusterSettings settings, string run)
    {
        yield return new Tag { Key = ClusterTags.Run, Value = run };
        yield return new Tag { Key = ClusterTags.Managed, Value = "true" };
        foreach (var (key, value) in settings.Tags) yield return new Tag { Key = key, Value = value };
    }
}
