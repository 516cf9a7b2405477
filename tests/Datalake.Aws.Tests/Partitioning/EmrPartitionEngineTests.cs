using System.Net;
using System.Text.Json;
using Datalake.Aws.Partitioning;
using Datalake.Datasets;
using Datalake.Partitioning;
using Datalake.Storage;

namespace Datalake.Aws.Tests.Partitioning;

public sealed class EmrPartitionEngineTests : IDisposable
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private readonly FixedTime time = new();
    private readonly MemoryStore lake;
    private readonly FakeEmr emr = new();

    public EmrPartitionEngineTests()
    {
        lake = new MemoryStore(time);
    }

    public void Dispose() => emr.Dispose();

    [Fact]
    public async Task All_hours_that_are_due_go_to_one_cluster_whose_plan_names_them_and_their_contracts()
    {
        var run = await Engine().StartAsync([Due("carts", "2026112007"), Due("carts", "2026112008")], Stop);
        Assert.Null(run.Skipped);
        Assert.Equal(("00000001", "j-1"), (run.File!.Run, run.File.ClusterId));
        Assert.Single(emr.Started);
        using var plan = JsonDocument.Parse(lake.Get("_state/runs/00000001/plan.json"));
        Assert.Equal(
            """{"run":"00000001","lake":"s3://lake","hours":[{"dataset":"carts","contract":"s3://lake/_deploy/contracts/carts-1.json","hour":"2026112007"},{"dataset":"carts","contract":"s3://lake/_deploy/contracts/carts-1.json","hour":"2026112008"}]}""",
            JsonSerializer.Serialize(plan.RootElement));
    }

    [Fact]
    public async Task The_cluster_is_transient_with_spot_task_nodes_and_runs_the_job_over_the_plan()
    {
        await Engine().StartAsync([Due("carts", "2026112008")], Stop);
        var request = Assert.Single(emr.Started);
        Assert.StartsWith("partition-routine-00000001-", request.Name, StringComparison.Ordinal);
        Assert.Equal(
            ("emr-7.5.0", "s3://lake/_logs/emr/", "service", "instance"),
            (request.ReleaseLabel, request.LogUri, request.ServiceRole, request.JobFlowRole)
        );
        Assert.False(request.Instances.KeepJobFlowAliveWhenNoSteps);
        Assert.Equal(600, request.AutoTerminationPolicy.IdleTimeout);
        Assert.Equal(["subnet-1", "subnet-2"], request.Instances.Ec2SubnetIds);
        var step = Assert.Single(request.Steps);
        Assert.Equal("TERMINATE_CLUSTER", step.ActionOnFailure.Value);
        Assert.Equal(
            [
                "spark-submit",
                "--deploy-mode",
                "client",
                "--py-files",
                "/usr/share/aws/delta/lib/delta-spark.jar",
                "s3://lake/job.py",
                "--plan",
                "s3://lake/_state/runs/00000001/plan.json",
            ],
            step.HadoopJarStep.Args
        );
        Assert.Equal(
            [
                ("spark-defaults", "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog"),
                ("spark-defaults", "spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension"),
                ("delta-defaults", "delta.enabled", "true"),
            ],
            request.Configurations.SelectMany(part => part.Properties
                .Where(property => property.Key.Contains("delta", StringComparison.Ordinal) || property.Value.Contains("delta", StringComparison.Ordinal))
                .OrderBy(property => property.Key, StringComparer.Ordinal)
                .Select(property => (part.Classification, property.Key, property.Value)))
        );

        var primary = request.Instances.InstanceFleets.Single(fleet => fleet.InstanceFleetType.Value == "MASTER");
        Assert.Equal((1, null), (primary.TargetOnDemandCapacity, primary.TargetSpotCapacity));
        var core = request.Instances.InstanceFleets.Single(fleet => fleet.InstanceFleetType.Value == "CORE");
        Assert.Equal((2, null, null), (core.TargetOnDemandCapacity, core.TargetSpotCapacity, core.LaunchSpecifications));
        var task = request.Instances.InstanceFleets.Single(fleet => fleet.InstanceFleetType.Value == "TASK");
        Assert.Equal((null, 4), (task.TargetOnDemandCapacity, task.TargetSpotCapacity));
        Assert.All(
            [core, task],
            fleet => Assert.Equal(
                [("m6g.xlarge", 1), ("r6g.2xlarge", 2)],
                fleet.InstanceTypeConfigs.Select(type => (type.InstanceType, type.WeightedCapacity ?? 0))
            )
        );
        var spot = task.LaunchSpecifications.SpotSpecification;
        Assert.Equal(("SWITCH_TO_ON_DEMAND", 15), (spot.TimeoutAction.Value, spot.TimeoutDurationMinutes));
        Assert.Equal(
            [("datalake:run", "00000001"), ("for-use-with-amazon-emr-managed-policies", "true"), ("team", "data")],
            request.Tags.Select(tag => (tag.Key, tag.Value))
        );
    }

    [Fact]
    public async Task Without_due_hours_there_is_no_cluster_and_no_mark()
    {
        Assert.NotNull((await Engine().StartAsync([], Stop)).Skipped);
        Assert.Empty(emr.Started);
        Assert.Empty(lake.Keys);
    }

    [Fact]
    public async Task A_trigger_that_comes_again_starts_nothing_while_the_cluster_works_nor_when_it_is_done()
    {
        await Engine().StartAsync([Due("carts", "2026112008")], Stop);
        Assert.Contains("under way", (await Engine().StartAsync([Due("carts", "2026112008")], Stop)).Skipped, StringComparison.Ordinal);
        emr.States["j-1"] = ("TERMINATED", "COMPLETED");
        Assert.Contains(
            "This hour's run", (await Engine().StartAsync([Due("carts", "2026112008")], Stop)).Skipped, StringComparison.Ordinal);
        Assert.Single(emr.Started);
    }

    [Fact]
    public async Task Of_many_triggers_at_once_one_starts_a_cluster()
    {
        var runs = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(_ => Task.Run(() => Engine().StartAsync([Due("carts", "2026112008")], Stop), Stop)));
        Assert.Single(runs, run => run.Skipped is null);
        Assert.Single(emr.Started);
    }

    [Theory]
    [InlineData("TERMINATED_WITH_ERRORS", "FAILED")]
    [InlineData("TERMINATED", "CANCELLED")]
    public async Task When_the_cluster_failed_the_same_trigger_starts_another(string cluster, string step)
    {
        await Engine().StartAsync([Due("carts", "2026112008")], Stop);
        emr.States["j-1"] = (cluster, step);
        var again = await Engine().StartAsync([Due("carts", "2026112008")], Stop);
        Assert.Equal(("00000002", "j-2"), (again.File!.Run, again.File.ClusterId));
    }

    [Fact]
    public async Task A_cluster_that_EMR_has_forgotten_is_in_nobodys_way()
    {
        await Engine().StartAsync([Due("carts", "2026112008")], Stop);
        emr.States.Clear();
        Assert.Null((await Engine().StartAsync([Due("carts", "2026112008")], Stop)).Skipped);
    }

    [Fact]
    public async Task The_next_hour_waits_for_a_cluster_that_still_works_and_then_has_its_own()
    {
        await Engine().StartAsync([Due("carts", "2026112008")], Stop);
        time.Advance(TimeSpan.FromHours(1));
        emr.States["j-1"] = ("RUNNING", "RUNNING");
        Assert.Contains(
            "under way",
            (await Engine().StartAsync([Due("carts", "2026112008"), Due("carts", "2026112009")], Stop)).Skipped,
            StringComparison.Ordinal
        );
        emr.States["j-1"] = ("TERMINATED", "COMPLETED");
        Assert.Equal("j-2", (await Engine().StartAsync([Due("carts", "2026112009")], Stop)).File!.ClusterId);
    }

    [Fact]
    public async Task A_refusal_of_EMR_is_an_error_that_gives_the_run_free()
    {
        emr.Fault = FakeEmr.Refusal("ValidationException", HttpStatusCode.BadRequest);
        var failure = await Assert.ThrowsAsync<ClusterException>(() => Engine().StartAsync([Due("carts", "2026112008")], Stop));
        Assert.False(failure.IsAmbiguous);
        Assert.Contains("ValidationException", failure.Message, StringComparison.Ordinal);
        Assert.Contains("DATALAKE_CLUSTER_", failure.Message, StringComparison.Ordinal);
        Assert.Equal(("00000002", "j-1"), await StartedAsync());
    }

    [Fact]
    public async Task A_plan_that_cannot_be_written_gives_the_run_free()
    {
        lake.Faults["_state/runs/00000001/plan.json"] = new ObjectStoreException("S3 is out of reach.", new IOException());
        await Assert.ThrowsAsync<ObjectStoreException>(() => Engine().StartAsync([Due("carts", "2026112008")], Stop));
        Assert.Empty(emr.Started);
        Assert.Equal(("00000002", "j-1"), await StartedAsync());
    }

    [Fact]
    public async Task When_the_answer_of_EMR_is_lost_the_cluster_that_it_started_is_found_and_none_is_started_beside_it()
    {
        emr.Fault = new HttpRequestException("Connection reset.");
        emr.StartsAllTheSame = true;
        var failure = await Assert.ThrowsAsync<ClusterException>(() => Engine().StartAsync([Due("carts", "2026112008")], Stop));
        Assert.True(failure.IsAmbiguous);
        Assert.Contains("being started", (await Engine().StartAsync([Due("carts", "2026112008")], Stop)).Skipped, StringComparison.Ordinal);
        time.Advance(TimeSpan.FromHours(1));
        Assert.Contains(
            "under way on cluster j-1", (await Engine().StartAsync([Due("carts", "2026112008")], Stop)).Skipped, StringComparison.Ordinal);
        emr.States["j-1"] = ("TERMINATED", "COMPLETED");
        Assert.Null((await Engine().StartAsync([Due("carts", "2026112009")], Stop)).Skipped);
        Assert.Equal(2, emr.Started.Count);
    }

    [Fact]
    public async Task When_the_answer_of_EMR_is_lost_and_there_is_no_cluster_the_next_hour_starts_one()
    {
        emr.Fault = FakeEmr.Refusal("InternalServerException", HttpStatusCode.InternalServerError);
        Assert.True(
            (await Assert.ThrowsAsync<ClusterException>(() => Engine().StartAsync([Due("carts", "2026112008")], Stop))).IsAmbiguous);
        time.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal(("00000002", "j-1"), await StartedAsync());
    }

    [Fact]
    public async Task A_function_that_died_between_its_mark_and_its_cluster_does_not_stop_the_lake()
    {
        lake.Put(
            "_state/runs/00000007/mark.json",
            """{"run":"00000007","trigger":"2026112009","token":"dead","startedAt":"2026-11-20T09:10:00+00:00"}"""u8.ToArray()
        );
        Assert.Equal(("00000008", "j-1"), await StartedAsync());
    }

    [Fact]
    public async Task Old_marks_are_taken_away()
    {
        for (var run = 1; run <= 400; run++)
        {
            lake.Put(
                $"_state/runs/{run:D8}/mark.json",
                System.Text.Encoding.UTF8.GetBytes(
                    $$"""{"run":"{{run:D8}}","trigger":"2026112008","token":"t","startedAt":"2026-11-20T08:10:00+00:00","failure":"x"}"""
                )
            );
        }

        await StartedAsync();
        var left = lake.Keys.Where(key => key.EndsWith("mark.json", StringComparison.Ordinal)).ToList();
        Assert.Equal(336, left.Count);
        Assert.Equal("_state/runs/00000401/mark.json", left[^1]);
    }

    private async Task<(string? Run, string? Cluster)> StartedAsync()
    {
        var run = await Engine().StartAsync([Due("carts", "2026112008")], Stop);
        Assert.Null(run.Skipped);
        return (run.File?.Run, run.File?.ClusterId);
    }

    private EmrPartitionEngine Engine()
    {
        var contracts = new Dictionary<string, string>(StringComparer.Ordinal) { ["carts"] = "s3://lake/_deploy/contracts/carts-1.json" };
        return new EmrPartitionEngine(lake, "s3://lake", contracts, new TransientClusters(emr, emr, Settings), time);
    }

    private static DueHour Due(string dataset, string hour)
    {
        Assert.True(IngestionHour.TryParse(hour, out var parsed));
        return new DueHour(Contracts.Carts(dataset), parsed, ["stage/x"]);
    }

    private static ClusterSettings Settings { get; } = new()
    {
        JobUri = "s3://lake/job.py",
        Release = "emr-7.5.0",
        LogUri = "s3://lake/_logs/emr/",
        ServiceRole = "service",
        InstanceProfile = "instance",
        Subnets = ["subnet-1", "subnet-2"],
        PrimaryTypes = [new WeightedInstanceType("m6g.xlarge", 1)],
        WorkerTypes = [new WeightedInstanceType("m6g.xlarge", 1), new WeightedInstanceType("r6g.2xlarge", 2)],
        CoreUnits = 2,
        TaskUnits = 4,
        SpotTimeoutMinutes = 15,
        Tags = new Dictionary<string, string>(StringComparer.Ordinal) { ["team"] = "data" },
    };
}
