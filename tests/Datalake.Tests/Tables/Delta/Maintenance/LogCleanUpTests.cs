using Datalake.Tables.Delta;
using Datalake.Tables.Delta.Commits;

namespace Datalake.Tests.Tables.Delta.Maintenance;

public class LogCleanUpTests
{
    private readonly TestTable table = new(new JsonCheckpointFormat());

    [Fact]
    public async Task Versions_stay_readable_for_30_days_and_older_ones_go()
    {
        var snapshot = await MakeAsync(("delta.checkpointInterval", "5"));
        var begun = table.Time.GetUtcNow();
        for (var version = 1; version <= 40; version++)
        {
            table.Time.Advance(TimeSpan.FromDays(1));
            snapshot = await table.CommitAsync(snapshot, TestTable.Append($"f{version:D2}"));

            // Every version that was the newest within 30 days is read as it was.
            for (var held = Math.Max(0, version - 30); held <= version; held++)
                Assert.Equal(held, (await table.Open(new JsonCheckpointFormat()).OpenAtAsync(held, Test.Token)).Files.Count);
        }

        Assert.Equal(10, (await table.Table.OpenAtAsync(begun.AddDays(10), Test.Token)).Version);
        await Assert.ThrowsAsync<DeltaTableException>(() => table.Table.OpenAtAsync(1, Test.Token));
        Assert.DoesNotContain(TestTable.EntryKey(3), table.Store.Keys);
        Assert.Equal(40, (await table.SnapshotAsync()).Files.Count);
    }

    [Fact]
    public async Task The_tables_own_retention_is_heeded_and_what_covers_the_rest_stays()
    {
        var snapshot = await MakeAsync(("delta.checkpointInterval", "2"), ("delta.logRetentionDuration", "interval 2 days"));
        for (var version = 1; version <= 8; version++)
        {
            table.Time.Advance(TimeSpan.FromDays(1));
            snapshot = await table.CommitAsync(snapshot, TestTable.Append($"f{version}"));
        }

        // Version 8 is of the 28th at 9:00; what was the newest at midnight of the 26th, version 5, stays readable, from checkpoint 4 on.
        Assert.Equal(
            ["04.checkpoint.parquet", "04.json", "05.json", "06.checkpoint.parquet", "06.json", "07.json", "08.checkpoint.parquet", "08.json"],
            table.Store.Keys.Where(key => key.Contains("/0000", StringComparison.Ordinal)).Select(key => key[(TestTable.Log.Length + 18)..]));
    }

    [Fact]
    public async Task Nothing_goes_where_the_table_forbids_it()
    {
        var snapshot = await MakeAsync(
            ("delta.checkpointInterval", "2"), ("delta.logRetentionDuration", "interval 0 days"), ("delta.enableExpiredLogCleanup", "false"));
        for (var version = 1; version <= 6; version++)
        {
            table.Time.Advance(TimeSpan.FromDays(1));
            snapshot = await table.CommitAsync(snapshot, TestTable.Append($"f{version}"));
        }

        Assert.Contains(TestTable.EntryKey(0), table.Store.Keys);
    }

    [Theory]
    [InlineData("interval 30 days", 30 * 24)]
    [InlineData("interval 1 week 2 days", 9 * 24)]
    [InlineData("INTERVAL 3 hours", 3)]
    [InlineData("12 hour", 12)]
    public void An_interval_is_read_as_Spark_writes_it(string text, int hours)
    {
        Assert.True(TableProperties.TryParseInterval(text, out var interval));
        Assert.Equal(TimeSpan.FromHours(hours), interval);
    }

    [Theory]
    [InlineData("")]
    [InlineData("interval")]
    [InlineData("interval 1")]
    [InlineData("interval -1 days")]
    [InlineData("interval 1 month")]
    public void What_is_no_interval_is_none(string text) => Assert.False(TableProperties.TryParseInterval(text, out _));

    private async Task<Snapshot> MakeAsync(params (string Key, string Value)[] configuration) => await table.CommitAsync(
        null, new TableCommit { Operation = "CREATE TABLE", Metadata = TestTable.Columns(configuration) });
}
