using System.Text;
using Datalake.Tables.Delta;
using Datalake.Tables.Delta.Commits;

namespace Datalake.Tests.Tables.Delta;

public class TimeTravelTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);

    private readonly TestTable table = new(new JsonCheckpointFormat());

    public TimeTravelTests()
    {
        table.Begin(TestTable.Add("a"));
        foreach (var version in new[] { 1, 2, 3 })
        {
            table.Time.Advance(TimeSpan.FromHours(1));
            table.Entry(version, TestTable.Add($"f{version}"));
        }
    }

    [Fact]
    public async Task An_older_version_is_read_as_it_was() =>
        Assert.Equal(["a", "f1"], TestTable.Paths(await table.Table.OpenAtAsync(1, Test.Token)));

    [Fact]
    public async Task A_version_that_is_not_there_yet_is_refused_by_naming_the_newest()
    {
        var failure = await Assert.ThrowsAsync<DeltaTableException>(() => table.Table.OpenAtAsync(4, Test.Token));
        Assert.Contains("has no version 4; its newest is 3", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_that_clean_up_took_is_refused_by_naming_the_oldest()
    {
        table.Store.Place(
            TestTable.Log + "00000000000000000002.checkpoint.parquet",
            Encoding.UTF8.GetBytes(string.Join('\n', TestTable.Protocol, TestTable.Metadata(), TestTable.Add("a"))));
        table.Store.Remove(TestTable.EntryKey(0));
        var failure = await Assert.ThrowsAsync<DeltaTableException>(() => table.Table.OpenAtAsync(1, Test.Token));
        Assert.Contains("Version 1 of the table consumable_tables/orders/ cannot be read any more", failure.Message, StringComparison.Ordinal);
        Assert.EndsWith("The oldest version with a checkpoint is 2.", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(59, 0)]
    [InlineData(60, 1)]
    [InlineData(179, 2)]
    [InlineData(180, 3)]
    [InlineData(10_000, 3)]
    public async Task A_time_means_the_version_that_was_the_newest_then(int minutes, long version)
    {
        var time = Start.AddMinutes(minutes).ToOffset(TimeSpan.FromHours(5));
        Assert.Equal(version, (await table.Table.OpenAtAsync(time, Test.Token)).Version);
    }

    [Fact]
    public async Task A_time_before_the_table_is_refused_by_naming_the_first_version()
    {
        var failure = await Assert.ThrowsAsync<DeltaTableException>(() => table.Table.OpenAtAsync(Start.AddMilliseconds(-1), Test.Token));
        Assert.Contains(
            "does not reach back to 2026-11-20T08:59:59.999Z; its first version is 0, committed at 2026-11-20T09:00:00.000Z",
            failure.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Times_grow_with_versions_even_where_those_of_the_files_do_not()
    {
        var copied = new TestTable();
        for (var version = 3; version >= 0; version--)
        {
            copied.Entry(version, version == 0 ? [TestTable.Protocol, TestTable.Metadata()] : [TestTable.Add($"f{version}")]);
            copied.Time.Advance(TimeSpan.FromSeconds(1));
        }

        var last = Start.AddSeconds(3);

        Assert.Equal(0, (await copied.Table.OpenAtAsync(last, Test.Token)).Version);
        Assert.Equal(1, (await copied.Table.OpenAtAsync(last.AddMilliseconds(1), Test.Token)).Version);
        Assert.Equal(3, (await copied.Table.OpenAtAsync(last.AddMilliseconds(3), Test.Token)).Version);
        Assert.Equal(
            [3, 2, 1, 0],
            await copied.Table.HistoryAsync(Test.Token)
                .Select(version => (int)(version.CommittedAt - last).TotalMilliseconds).ToListAsync(Test.Token));
    }

    [Fact]
    public async Task The_history_says_what_each_version_is()
    {
        var snapshot = await table.SnapshotAsync();
        table.Time.Advance(TimeSpan.FromMinutes(1));
        await table.CommitAsync(snapshot, new TableCommit
        {
            Operation = "WRITE",
            Parameters = new Dictionary<string, string>(StringComparer.Ordinal) { ["hour"] = "2026112009" },
            Metrics = new Dictionary<string, string>(StringComparer.Ordinal) { ["numOutputRows"] = "12" },
            Adds = [TestTable.File("b")],
        });

        var history = await table.Table.HistoryAsync(Test.Token).ToListAsync(Test.Token);

        Assert.Equal([4L, 3, 2, 1, 0], history.Select(version => version.Version));
        var newest = history[0];
        Assert.Equal((Start.AddMinutes(181), "WRITE", 3L, true), (newest.CommittedAt, newest.Info.Operation, newest.Info.ReadVersion, newest.Info.IsBlindAppend));
        Assert.Equal(("2026112009", "12"), (newest.Info.Parameters["hour"], newest.Info.Metrics["numOutputRows"]));
        Assert.Equal(newest.CommittedAt.ToUnixTimeMilliseconds(), newest.Info.Timestamp);
        Assert.Null(history[1].Info.Operation);
    }

    [Fact]
    public async Task What_another_writer_says_in_a_commit_is_read_whatever_its_form()
    {
        table.Entry(
            4, """{"commitInfo":{"timestamp":5,"operation":"MERGE","operationParameters":{"predicate":"[\"a\"]","n":[1, 2],"z":null},"operationMetrics":{"rows":3},"isBlindAppend":false,"clusterId":"c","engineInfo":"Apache-Spark/3.5"}}""");
        var info = (await table.Table.HistoryAsync(Test.Token).FirstAsync(Test.Token)).Info;
        Assert.Equal(("[\"a\"]", "[1, 2]", "null", "3"), (info.Parameters["predicate"], info.Parameters["n"], info.Parameters["z"], info.Metrics["rows"]));
        Assert.Equal((5L, "MERGE", "Apache-Spark/3.5", false), (info.Timestamp, info.Operation, info.Engine, info.IsBlindAppend));
    }
}
