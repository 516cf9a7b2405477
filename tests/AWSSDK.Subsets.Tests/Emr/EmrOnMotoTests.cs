using Amazon.ElasticMapReduce;
using Amazon.ElasticMapReduce.Model;
using Datalake.Aws.Testing;

namespace AWSSDK.Subsets.Tests.Emr;

public sealed class EmrOnMotoTests(MotoFixture moto)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_cluster_is_started_described_listed_and_shut_down()
    {
        var server = await moto.RequireAsync();
        using var client = Client(server);

        var id = (await client.RunJobFlowAsync(Flow("hourly"), Cancellation)).JobFlowId;
        var cluster = (await client.DescribeClusterAsync(new DescribeClusterRequest { ClusterId = id }, Cancellation)).Cluster;
        Assert.Equal("hourly", cluster.Name);
        Assert.Equal("emr-7.5.0", cluster.ReleaseLabel);
        Assert.Equal("s3://logs/emr/", cluster.LogUri);
        Assert.Equal("Spark", Assert.Single(cluster.Applications).Name);
        Assert.Equal(("dataset", "checkout"), (Assert.Single(cluster.Tags).Key, cluster.Tags[0].Value));
        Assert.Equal(DateTimeKind.Utc, cluster.Status.Timeline.CreationDateTime!.Value.Kind);

        // The emulator holds what other tests have started too, more than a page of it.
        var request = new ListClustersRequest { ClusterStates = [cluster.Status.State.Value] };
        var listed = new List<string>();
        do
        {
            var page = await client.ListClustersAsync(request, Cancellation);
            listed.AddRange(page.Clusters.Select(c => c.Id));
            request.Marker = page.Marker;
        }
        while (request.Marker is not null);
        Assert.Contains(id, listed);

        await client.TerminateJobFlowsAsync(new TerminateJobFlowsRequest { JobFlowIds = [id] }, Cancellation);
        var ended = (await client.DescribeClusterAsync(new DescribeClusterRequest { ClusterId = id }, Cancellation)).Cluster;
        Assert.Equal(ClusterState.TERMINATED, ended.Status.State);
        Assert.NotNull(ended.Status.Timeline.EndDateTime);
    }

    [Fact]
    public async Task A_clusters_steps_say_what_they_run()
    {
        var server = await moto.RequireAsync();
        using var client = Client(server);
        var id = (await client.RunJobFlowAsync(Flow("steps"), Cancellation)).JobFlowId;

        var steps = (await client.ListStepsAsync(new ListStepsRequest { ClusterId = id }, Cancellation)).Steps;

        var step = Assert.Single(steps);
        Assert.Equal("partition routine", step.Name);
        Assert.Equal(ActionOnFailure.TERMINATE_CLUSTER, step.ActionOnFailure);
        Assert.Equal("command-runner.jar", step.Config.Jar);
        Assert.Equal(["spark-submit", "--plan", "s3://lake/a b.json"], step.Config.Args);
        Assert.Contains(step.Status.State, new[] { StepState.PENDING, StepState.RUNNING });
    }

    [Fact]
    public async Task The_listed_clusters_come_in_pages()
    {
        var server = await moto.RequireAsync();
        using var client = Client(server);
        var made = new HashSet<string>();
        for (var i = 0; i < 55; i++) made.Add((await client.RunJobFlowAsync(Flow("many"), Cancellation)).JobFlowId);

        var seen = new HashSet<string>();
        var pages = 0;
        var request = new ListClustersRequest();
        do
        {
            var page = await client.ListClustersAsync(request, Cancellation);
            seen.UnionWith(page.Clusters.Select(c => c.Id));
            request.Marker = page.Marker;
            pages++;
        }
        while (request.Marker is not null);

        Assert.True(pages > 1);
        Assert.Superset(made, seen);
    }

    private static AmazonElasticMapReduceClient Client(MotoServer server) =>
        new(MotoClients.Credentials, new AmazonElasticMapReduceConfig().At(server));

    private static RunJobFlowRequest Flow(string name) => new()
    {
        Name = name,
        ReleaseLabel = "emr-7.5.0",
        LogUri = "s3://logs/emr/",
        JobFlowRole = "instances",
        ServiceRole = "service",
        Applications = [new Application { Name = "Spark" }],
        Tags = [new Tag { Key = "dataset", Value = "checkout" }],
        Instances = new JobFlowInstancesConfig
        {
            Ec2SubnetIds = ["subnet-1"],
            InstanceFleets =
            [
                new InstanceFleetConfig
                {
                    Name = "primary",
                    InstanceFleetType = InstanceFleetType.MASTER,
                    TargetOnDemandCapacity = 1,
                    InstanceTypeConfigs = [new InstanceTypeConfig { InstanceType = "m7g.xlarge" }],
                },
            ],
        },
        Steps =
        [
            new StepConfig
            {
                Name = "partition routine",
                ActionOnFailure = ActionOnFailure.TERMINATE_CLUSTER,
                HadoopJarStep = new HadoopJarStepConfig { Jar = "command-runner.jar", Args = ["spark-submit", "--plan", "s3://lake/a b.json"] },
            },
        ],
    };
}
