using System.Text.Json.Nodes;
using Amazon.ElasticMapReduce;
using Amazon.ElasticMapReduce.Model;
using AWSSDK.Subsets.Tests.Answering;

namespace AWSSDK.Subsets.Tests.Emr;

public sealed class RunJobFlowRequestTests
{
    [Fact]
    public async Task A_cluster_with_all_it_can_have_is_written_as_the_service_wants_it()
    {
        await using var server = await AnsweringServer.StartAsync(Answers.Json("""{"JobFlowId":"j-1","ClusterArn":"arn:j-1"}"""));
        using var client = new AmazonElasticMapReduceClient(AnsweringServer.Credentials, server.Config(new AmazonElasticMapReduceConfig()));

        var response = await client.RunJobFlowAsync(Everything(), TestContext.Current.CancellationToken);

        Assert.Equal(("j-1", "arn:j-1"), (response.JobFlowId, response.ClusterArn));
        var seen = Assert.Single(server.Seen);
        Assert.True(seen.SignatureIsValid);
        Assert.Equal("ElasticMapReduce.RunJobFlow", seen.Target);
        Assert.Equal("application/x-amz-json-1.1", seen.Headers["content-type"]);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Expected), seen.Json), seen.Text);
    }

    private const string Expected =
        """
        {
          "Name": "hourly", "ReleaseLabel": "emr-7.5.0", "LogUri": "s3://logs/", "ServiceRole": "service", "JobFlowRole": "instances",
          "SecurityConfiguration": "encrypted", "StepConcurrencyLevel": 1, "VisibleToAllUsers": true,
          "ScaleDownBehavior": "TERMINATE_AT_TASK_COMPLETION",
          "Applications": [{"Name": "Spark"}],
          "AutoTerminationPolicy": {"IdleTimeout": 600},
          "ManagedScalingPolicy": {"ComputeLimits": {"UnitType": "InstanceFleetUnits", "MinimumCapacityUnits": 1, "MaximumCapacityUnits": 8,
            "MaximumOnDemandCapacityUnits": 2, "MaximumCoreCapacityUnits": 4}},
          "Configurations": [{"Classification": "spark-defaults", "Properties": {"spark.sql.session.timeZone": "UTC"},
            "Configurations": [{"Classification": "export", "Properties": {"A": "é <1>"}}]}],
          "Tags": [{"Key": "run", "Value": "2026112009"}],
          "BootstrapActions": [{"Name": "b", "ScriptBootstrapAction": {"Path": "s3://x/b.sh", "Args": ["1"]}}],
          "Instances": {
            "Ec2SubnetIds": ["subnet-1", "subnet-2"], "KeepJobFlowAliveWhenNoSteps": false, "TerminationProtected": false,
            "EmrManagedMasterSecurityGroup": "sg-1", "EmrManagedSlaveSecurityGroup": "sg-2", "ServiceAccessSecurityGroup": "sg-3",
            "InstanceFleets": [{
              "Name": "workers", "InstanceFleetType": "CORE", "TargetOnDemandCapacity": 0, "TargetSpotCapacity": 4,
              "InstanceTypeConfigs": [{"InstanceType": "m7g.xlarge", "WeightedCapacity": 2, "BidPriceAsPercentageOfOnDemandPrice": 62.5,
                "EbsConfiguration": {"EbsBlockDeviceConfigs": [{"VolumesPerInstance": 1, "VolumeSpecification": {"VolumeType": "gp3", "SizeInGB": 64}}]}}],
              "LaunchSpecifications": {
                "SpotSpecification": {"AllocationStrategy": "price-capacity-optimized", "TimeoutDurationMinutes": 10, "TimeoutAction": "SWITCH_TO_ON_DEMAND"},
                "OnDemandSpecification": {"AllocationStrategy": "lowest-price"}}}]},
          "Steps": [{"Name": "partition routine", "ActionOnFailure": "TERMINATE_CLUSTER",
            "HadoopJarStep": {"Jar": "command-runner.jar", "Args": ["spark-submit", "s3://x/job.py"], "Properties": [{"Key": "k", "Value": "v"}]}}]
        }
        """;

    private static RunJobFlowRequest Everything() => new()
    {
        Name = "hourly",
        ReleaseLabel = "emr-7.5.0",
        LogUri = "s3://logs/",
        ServiceRole = "service",
        JobFlowRole = "instances",
        SecurityConfiguration = "encrypted",
        StepConcurrencyLevel = 1,
        VisibleToAllUsers = true,
        ScaleDownBehavior = ScaleDownBehavior.TERMINATE_AT_TASK_COMPLETION,
        Applications = [new Application { Name = "Spark" }],
        AutoTerminationPolicy = new AutoTerminationPolicy { IdleTimeout = 600 },
        ManagedScalingPolicy = new ManagedScalingPolicy
        {
            ComputeLimits = new ComputeLimits
            {
                UnitType = ComputeLimitsUnitType.InstanceFleetUnits,
                MinimumCapacityUnits = 1,
                MaximumCapacityUnits = 8,
                MaximumOnDemandCapacityUnits = 2,
                MaximumCoreCapacityUnits = 4,
            },
        },
        Configurations =
        [
            new Configuration
            {
                Classification = "spark-defaults",
                Properties = new Dictionary<string, string> { ["spark.sql.session.timeZone"] = "UTC" },
                Configurations = [new Configuration { Classification = "export", Properties = new Dictionary<string, string> { ["A"] = "é <1>" } }],
            },
        ],
        Tags = [new Tag { Key = "run", Value = "2026112009" }],
        BootstrapActions =
        [
            new BootstrapActionConfig { Name = "b", ScriptBootstrapAction = new ScriptBootstrapActionConfig { Path = "s3://x/b.sh", Args = ["1"] } },
        ],
        Instances = new JobFlowInstancesConfig
        {
            Ec2SubnetIds = ["subnet-1", "subnet-2"],
            KeepJobFlowAliveWhenNoSteps = false,
            TerminationProtected = false,
            EmrManagedMasterSecurityGroup = "sg-1",
            EmrManagedSlaveSecurityGroup = "sg-2",
            ServiceAccessSecurityGroup = "sg-3",
            InstanceFleets = [Workers()],
        },
        Steps =
        [
            new StepConfig(
                "partition routine",
                new HadoopJarStepConfig
                {
                    Jar = "command-runner.jar",
                    Args = ["spark-submit", "s3://x/job.py"],
                    Properties = [new KeyValue { Key = "k", Value = "v" }],
                })
            {
                ActionOnFailure = ActionOnFailure.TERMINATE_CLUSTER,
            },
        ],
    };

    private static InstanceFleetConfig Workers() => new()
    {
        Name = "workers",
        InstanceFleetType = InstanceFleetType.CORE,
        TargetOnDemandCapacity = 0,
        TargetSpotCapacity = 4,
        InstanceTypeConfigs =
        [
            new InstanceTypeConfig
            {
                InstanceType = "m7g.xlarge",
                WeightedCapacity = 2,
                BidPriceAsPercentageOfOnDemandPrice = 62.5,
                EbsConfiguration = new EbsConfiguration
                {
                    EbsBlockDeviceConfigs =
                    [
                        new EbsBlockDeviceConfig
                        {
                            VolumesPerInstance = 1, VolumeSpecification = new VolumeSpecification { VolumeType = "gp3", SizeInGB = 64 },
                        },
                    ],
                },
            },
        ],
        LaunchSpecifications = new InstanceFleetProvisioningSpecifications
        {
            SpotSpecification = new SpotProvisioningSpecification
            {
                AllocationStrategy = SpotProvisioningAllocationStrategy.PriceCapacityOptimized,
                TimeoutDurationMinutes = 10,
                TimeoutAction = SpotProvisioningTimeoutAction.SWITCH_TO_ON_DEMAND,
            },
            OnDemandSpecification = new OnDemandProvisioningSpecification
            {
                AllocationStrategy = OnDemandProvisioningAllocationStrategy.LowestPrice,
            },
        },
    };
}
