using System.Globalization;
using System.Net;
using Datalake.Aws.Functions;
using Datalake.Aws.Partitioning;
using Datalake.Aws.Settings;
using Datalake.Aws.Tests.Partitioning;
using Datalake.Partitioning;
using Datalake.Storage;

namespace Datalake.Aws.Tests.Functions;

public sealed class PartitionFunctionTests : IDisposable
{
    private static readonly byte[] Scheduled = """
        {"version":"0","id":"53dc4d37-cffa-4f76-80c9-8b7d4a4d2eaa","detail-type":"Scheduled Event","source":"aws.events","account":"123456789012",
         "time":"2026-11-20T09:10:00Z","region":"eu-west-1","resources":["arn:aws:events:eu-west-1:123456789012:rule/checkout_partition_routine_trigger"],"detail":{}}
        """u8.ToArray();

    private readonly FixedTime time = new();
    private readonly MemoryStore lake;
    private readonly FunctionOutput output;
    private readonly FakeEmr emr = new();

    public PartitionFunctionTests()
    {
        lake = new MemoryStore(time);
        output = new FunctionOutput(time);
    }

    public void Dispose()
    {
        output.Dispose();
        emr.Dispose();
    }

    [Fact]
    public async Task Closed_hours_with_stage_files_and_no_completion_marker_are_given_to_a_cluster()
    {
        Stage("07", "08", "09");
        var answer = await RunAsync(Scheduled);
        Assert.Equal(new PartitionAnswer(2, "00000001", "j-1", null), answer);
        Assert.Equal((2, 1, 90), (output.Metric("HoursDue"), output.Metric("ClustersStarted"), output.Metric("OldestDueHourAgeMinutes")));
        Assert.Contains("53dc4d37", Assert.Single(output.Messages("info")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_due_hours_nothing_is_started()
    {
        Stage("09");
        Assert.Equal(0, (await RunAsync(Scheduled)).HoursDue);
        Assert.Empty(emr.Started);
        Assert.Equal(0, output.Metric("ClustersStarted"));
    }

    [Fact]
    public async Task An_hour_that_a_late_file_opens_again_does_not_run_when_an_earlier_stage_file_is_gone()
    {
        Stage("07", "08");
        await new CompletionMarkers(lake).PutAsync(MarkerOf("08", "earlier.parquet"), TestContext.Current.CancellationToken);

        Assert.Equal(1, (await RunAsync(Scheduled)).HoursDue);

        Assert.DoesNotContain(
            "2026112008", System.Text.Encoding.UTF8.GetString(lake.Get("_state/runs/00000001/plan.json")), StringComparison.Ordinal);
        Assert.Contains("ingestion_hour=08/earlier.parquet", Assert.Single(output.Messages("error")), StringComparison.Ordinal);
        Assert.Equal(2, output.Metric("HoursDue"));
    }

    [Fact]
    public async Task No_cluster_starts_when_all_due_hours_miss_stage_files()
    {
        Stage("08");
        await new CompletionMarkers(lake).PutAsync(MarkerOf("08", "earlier.parquet"), TestContext.Current.CancellationToken);

        Assert.Equal(new PartitionAnswer(0, null, null, "No hour can run: 1 miss stage files."), await RunAsync(Scheduled));
        Assert.Empty(emr.Started);
    }

    [Fact]
    public async Task The_trigger_may_come_twice()
    {
        Stage("08");
        await RunAsync(Scheduled);
        Assert.NotNull((await RunAsync(Scheduled)).Skipped);
        Assert.Single(emr.Started);
        Assert.Equal(1, output.Metric("RunsSkipped"));
    }

    [Theory]
    [InlineData(2025, 2026, 0, 0)]
    [InlineData(2026, 2027, 0, 0)]
    [InlineData(2027, 2028, 2, 0)]
    [InlineData(2024, 2025, 722, 1)]
    public async Task Hours_that_the_raw_tables_do_not_show_are_counted_and_named(int first, int last, double notShown, int warnings)
    {
        Stage("07", "08");
        await RunAsync(Scheduled, new ShownYears(first, last));

        Assert.Equal(notShown, output.Metric("HoursNotShown"));
        Assert.Equal(notShown > 0 ? 2 : 0, output.Messages("error").Count(line => line.Contains("ingestionYears", StringComparison.Ordinal)));
        Assert.Equal(warnings, output.Messages("warn").Count);
        Assert.Single(emr.Started);
    }

    [Theory]
    [InlineData("2026-12-01T23:00:00Z", 0)]
    [InlineData("2026-12-02T12:00:00Z", 12)]
    [InlineData("2027-03-01T00:00:00Z", 720)]
    public async Task The_end_of_the_years_is_counted_30_days_before(string now, double hours)
    {
        time.Advance(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture) - time.GetUtcNow());
        await RunAsync(Scheduled, new ShownYears(2025, 2026));
        Assert.Equal(hours, output.Metric("HoursNotShown"));
    }

    [Fact]
    public async Task Without_the_years_of_the_tables_nothing_is_counted()
    {
        Stage("07");
        await RunAsync(Scheduled);
        Assert.False(output.Has("HoursNotShown"));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("\"go\"")]
    [InlineData("not JSON")]
    public async Task A_trigger_by_hand_says_whatever_it_likes(string text)
    {
        Stage("08");
        Assert.Null((await RunAsync(System.Text.Encoding.UTF8.GetBytes(text))).Skipped);
    }

    [Fact]
    public async Task An_error_of_EMR_fails_the_call_and_the_next_starts_a_cluster()
    {
        Stage("08");
        emr.Fault = FakeEmr.Refusal("ValidationException", HttpStatusCode.BadRequest);
        var failure = await Assert.ThrowsAsync<FunctionFailedException>(() => RunAsync(Scheduled));
        Assert.Contains("ValidationException", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, output.Metric("RunsFailed"));
        Assert.Single(output.Messages("error"));
        Assert.Null((await RunAsync(Scheduled)).Skipped);
    }

    [Fact]
    public async Task A_store_that_is_out_of_reach_fails_the_call()
    {
        Stage("08");
        lake.Faults["_state/runs/00000001/mark.json"] = new ObjectStoreException("S3 is out of reach.", new IOException());
        await Assert.ThrowsAsync<FunctionFailedException>(() => RunAsync(Scheduled));
        Assert.Empty(emr.Started);
    }

    private static CompletionMarker MarkerOf(string hour, string file) => new()
    {
        Dataset = "carts",
        Hour = $"20261120{hour}",
        StageFiles = [$"stage/carts/ingestion_year=2026/ingestion_month=11/ingestion_day=20/ingestion_hour={hour}/{file}"],
        Days = ["2026-11-20"],
        Rows = 1,
        Written = 1,
        Duplicates = 0,
        FinishedAt = new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.Zero),
    };

    private void Stage(params string[] hours)
    {
        foreach (var hour in hours)
            lake.Put(
                $"stage/carts/ingestion_year=2026/ingestion_month=11/ingestion_day=20/ingestion_hour={hour}/a.parquet", "PAR1"u8.ToArray());
    }

    private Task<PartitionAnswer> RunAsync(byte[] trigger, ShownYears? shown = null)
    {
        var settings = new ClusterSettings
        {
            JobUri = "s3://lake/job.py",
            Release = "emr-7.5.0",
            LogUri = "s3://lake/_logs/",
            ServiceRole = "s",
            InstanceProfile = "i",
            Subnets = ["subnet-1"],
            PrimaryTypes = [new WeightedInstanceType("m6g.xlarge", 1)],
            WorkerTypes = [new WeightedInstanceType("m6g.xlarge", 1)],
            CoreUnits = 1,
        };
        var contracts = new Dictionary<string, string>(StringComparer.Ordinal) { ["carts"] = "s3://lake/carts.json" };
        var engine = new EmrPartitionEngine(lake, "s3://lake", contracts, new TransientClusters(emr, emr, settings), time);
        var hours = new DueHours(lake, Contracts.Catalog("carts"), time);
        return new PartitionFunction(hours, engine, output.Tools, shown).RunAsync(
            new Invocation(trigger, "r", TimeSpan.FromMinutes(1)), TestContext.Current.CancellationToken);
    }
}
