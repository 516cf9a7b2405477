using Datalake.Embedded.Auditing;
using Datalake.Embedded.Rebuilding;
using Datalake.Embedded.Tests.Checking;
using Datalake.Partitioning;

namespace Datalake.Embedded.Tests.Auditing;

public sealed class LakeStatusTests : IDisposable
{
    private readonly QueryLake lake = new();

    public void Dispose() => lake.Dispose();

    [Fact]
    public async Task A_whole_lake_adds_up()
    {
        await FillAsync();
        var report = await lake.StatusAsync();
        Assert.Empty(report.Differences);
        Assert.True(report.IsConserved);
        var orders = Assert.Single(report.Datasets);
        Assert.Equal(
            new DatasetStatus
            {
                Dataset = "orders",
                ArrivalsFound = 2,
                ArrivalsDone = 2,
                Records = 5,
                Delivered = 4,
                Quarantined = 1,
                QuarantineEntries = 1,
                Rescued = 1,
                StageFiles = 1, StageRows = 4, ConsumableRows = 3, ConsumableWritten = 3, Duplicates = 1, HoursDone = 1,
            },
            orders);
    }

    [Fact]
    public async Task A_part_of_a_tables_log_that_is_broken_and_not_needed_is_a_warning_and_no_difference()
    {
        await FillAsync();
        var hint = Path.Combine(lake.Root, "consumable_tables", "orders", "_delta_log", "_last_checkpoint");
        await File.WriteAllTextAsync(hint, "{", TestContext.Current.CancellationToken);
        var report = await lake.StatusAsync();
        Assert.True(report.IsConserved);
        Assert.Contains("_last_checkpoint is damaged", Assert.Single(Assert.Single(report.Datasets).Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_waits_is_no_difference()
    {
        await FillAsync();
        lake.Put("3", """{"id":"z","changed":"2026-01-02T00:00:00Z"}""");
        Directory.CreateDirectory(Path.Combine(lake.Root, "raw", "elsewhere"));
        await File.WriteAllTextAsync(Path.Combine(lake.Root, "raw", "elsewhere", "x"), "{}", TestContext.Current.CancellationToken);
        var report = await lake.StatusAsync();
        Assert.True(report.IsConserved);
        Assert.Equal(1, report.Datasets[0].ArrivalsWaiting);
        Assert.Equal(1, report.Unclaimed);
        Assert.Equal(["elsewhere/x"], report.UnclaimedKeys);

        await lake.IngestAsync();
        report = await lake.StatusAsync();
        Assert.True(report.IsConserved);
        Assert.Equal(1, report.Datasets[0].StageRowsWaiting);
    }

    [Fact]
    public async Task A_lake_without_anything_adds_up()
    {
        Directory.CreateDirectory(lake.Root);
        var report = await lake.StatusAsync();
        Assert.True(report.IsConserved);
        Assert.Equal(new DatasetStatus { Dataset = "orders" }, Assert.Single(report.Datasets));
        Assert.Empty(Directory.GetFileSystemEntries(lake.Root));
    }

    [Fact]
    public async Task A_stage_file_that_is_gone_is_a_difference()
    {
        await FillAsync();
        File.Delete(lake.Files("stage").Single());
        var difference = await DifferenceAsync(LakeRules.StageFile);
        Assert.Contains("held 4 rows", difference.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stage_file_that_is_damaged_is_a_difference()
    {
        await FillAsync();
        await File.WriteAllTextAsync(lake.Files("stage").Single(), "nothing", TestContext.Current.CancellationToken);
        Assert.Contains("not readable", (await DifferenceAsync(LakeRules.StageFile)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stage_file_that_no_commit_names_is_a_difference()
    {
        await FillAsync();
        var file = lake.Files("stage").Single();
        File.Copy(file, Path.Combine(Path.GetDirectoryName(file)!, "copy.parquet"));
        await DifferenceAsync(LakeRules.StageUnknown);
    }

    [Fact]
    public async Task A_consumable_file_that_is_gone_is_a_difference_that_a_rebuild_mends()
    {
        await FillAsync();
        File.Delete(lake.Files("consumable_tables").First(file => file.EndsWith(".parquet", StringComparison.Ordinal)));
        var differences = (await lake.StatusAsync()).Differences;
        Assert.All(differences, difference => Assert.Equal(LakeRules.ConsumableRows, difference.Rule));
        Assert.Contains(differences, difference => difference.Message.Contains("is gone; it held", StringComparison.Ordinal));
        Assert.Contains(differences, difference => difference.Message.Contains("lake rebuild orders", StringComparison.Ordinal));

        await using (var open = EmbeddedLake.Open(lake.Options))
            await open.RebuildAsync(open.Catalog.Find("orders")!, new RebuildOptions(), TestContext.Current.CancellationToken);

        Assert.True((await lake.StatusAsync()).IsConserved);
    }

    [Theory]
    [InlineData("foreign.parquet")]
    [InlineData("year=2026/month=01/day=02/foreign.parquet")]
    [InlineData("year=2026/month=01/day=02/ingestion=2020010100/x.parquet")]
    public async Task A_file_that_no_version_of_the_table_names_counts_nowhere(string place)
    {
        await FillAsync();
        var before = Assert.Single((await lake.StatusAsync()).Datasets).ConsumableRows;
        var path = Path.Combine(lake.Root, "consumable_tables", "orders", place);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Copy(lake.Files("consumable_tables").First(file => file.EndsWith(".parquet", StringComparison.Ordinal)), path);
        var report = await lake.StatusAsync();
        Assert.True(report.IsConserved);
        Assert.Equal(before, Assert.Single(report.Datasets).ConsumableRows);
    }

    [Fact]
    public async Task A_quarantine_entry_that_is_damaged_is_a_difference()
    {
        await FillAsync();
        var entry = lake.Files("quarantine").Single();
        await File.WriteAllTextAsync(entry, "{\"Id\":", TestContext.Current.CancellationToken);
        Assert.Contains(
            Path.GetFileName(entry) + ", line 1, cannot be read",
            (await DifferenceAsync(LakeRules.Quarantine)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_commit_that_was_deleted_is_a_difference_that_says_what_to_do()
    {
        await FillAsync();
        foreach (var commit in lake.Files("_state/commits")) File.Delete(commit);
        var difference = await DifferenceAsync(LakeRules.StageUnknown);
        Assert.Contains("if its commit was lost, restore _state/commits/orders/", difference.Message, StringComparison.Ordinal);
        Assert.Equal(2, (await lake.StatusAsync()).Datasets[0].ArrivalsWaiting);
    }

    [Fact]
    public async Task A_quarantine_entry_that_is_gone_is_a_difference()
    {
        await FillAsync();
        File.Delete(lake.Files("quarantine").Single());
        Assert.Contains(
            "1 records are recorded as quarantined, and 0 are found",
            (await DifferenceAsync(LakeRules.Quarantine)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_quarantine_entry_from_elsewhere_is_a_difference()
    {
        await FillAsync();
        var file = lake.Files("quarantine").Single();
        File.Copy(file, Path.Combine(Path.GetDirectoryName(file)!, "copy.ndjson"));
        await DifferenceAsync(LakeRules.Quarantine);
    }

    [Fact]
    public async Task An_entry_of_an_arrival_that_is_not_committed_is_no_difference()
    {
        await FillAsync();
        foreach (var commit in lake.Files("_state/commits")) File.Delete(commit);
        var report = await lake.StatusAsync();
        Assert.DoesNotContain(report.Differences, difference => difference.Rule == LakeRules.Quarantine);
    }

    [Fact]
    public async Task Replayed_records_leave_quarantine_in_the_books_too()
    {
        lake.Put("1", """{"id":"a","changed":"2026-01-02T00:00:00Z"}""", """{"number":"b","changed":"2026-01-02T00:00:00Z"}""", "{broken");
        await lake.RunAsync();
        Assert.Equal(2, (await lake.StatusAsync()).Datasets[0].Quarantined);

        var contract = Path.Combine(lake.Folder, "datasets", "orders", "dataset.json");
        var text = await File.ReadAllTextAsync(contract, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            contract,
            text.Replace("\"identity\": [\"id\"]", "\"identity\": [\"number\"]", StringComparison.Ordinal)
                .Replace("\"id\": \"string\"", "\"id\": \"string\", \"number\": \"string\"", StringComparison.Ordinal),
            TestContext.Current.CancellationToken);
        await using (var open = EmbeddedLake.Open(lake.Options))
        {
            var replay = await open.ReplayAsync(_ => true, TestContext.Current.CancellationToken);
            Assert.Equal((2, 1, 1), (replay.Tried, replay.Delivered, replay.Kept));
        }

        var report = await lake.StatusAsync();
        Assert.Empty(report.Differences);
        Assert.Equal((1, 1, 2), (report.Datasets[0].Quarantined, report.Datasets[0].QuarantineEntries, report.Datasets[0].Delivered));
    }

    [Fact]
    public async Task Late_stage_files_beyond_the_look_back_are_a_difference()
    {
        await FillAsync();
        var later = new Later();
        lake.Put("new", """{"id":"n","changed":"2026-01-02T00:00:00Z"}""");
        await using (var open = EmbeddedLake.Open(lake.Options with { Time = later }))
        {
            await open.IngestAsync(null, TestContext.Current.CancellationToken);
            await open.PartitionAsync(new PartitionRequest { IncludeOpen = true }, null, TestContext.Current.CancellationToken);
        }

        lake.Put("late", """{"id":"l","changed":"2026-01-02T00:00:00Z"}""");
        await lake.IngestAsync();
        var report = await LakeStatus.ReadAsync(lake.Options with { Time = later }, lake.Catalog, TestContext.Current.CancellationToken);
        Assert.Contains(report.Differences, difference => difference.Rule == LakeRules.LateFile);
        Assert.Equal(1, report.Datasets[0].HoursDue);
    }

    private async Task FillAsync()
    {
        lake.Put(
            "1",
            """{"id":"a","changed":"2026-01-02T00:00:00Z","more":1}""",
            """{"id":"b","changed":"2026-01-03T00:00:00Z"}""",
            "{broken"
        );
        lake.Put("2", """{"id":"c","changed":"2026-01-03T00:00:00Z"}""", """{"id":"b","changed":"2026-01-03T00:00:00Z"}""");
        await lake.RunAsync();
    }

    private async Task<LakeDifference> DifferenceAsync(string rule)
    {
        var report = await lake.StatusAsync();
        Assert.False(report.IsConserved);
        return Assert.Single(report.Differences, difference => difference.Rule == rule);
    }

    private sealed class Later : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddDays(5);
    }
}
