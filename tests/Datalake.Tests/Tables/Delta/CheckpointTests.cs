using System.Text;
using Datalake.Tables.Delta;
using Datalake.Tables.Delta.Commits;
using Datalake.Testing.Stores;

namespace Datalake.Tests.Tables.Delta;

public class CheckpointTests
{
    private readonly TestTable table = new(new JsonCheckpointFormat());

    [Theory]
    [InlineData(null)]
    [InlineData("""{"version":2,"size":4}""")]
    [InlineData("""{"version":1,"size":4}""")]
    [InlineData("""{"version":9,"size":4}""")]
    [InlineData("""{"version":"2"}""")]
    [InlineData("{\"vers")]
    [InlineData("")]
    public async Task The_newest_checkpoint_is_found_whatever_the_hint_says(string? hint)
    {
        Checkpoint("2.checkpoint.parquet", TestTable.Protocol, TestTable.Metadata(), TestTable.Add("a"));
        table.Entry(2).Entry(3, TestTable.Add("b"));
        if (hint is not null) table.Store.Place(TestTable.Log + "_last_checkpoint", Encoding.UTF8.GetBytes(hint));

        var snapshot = await table.SnapshotAsync();

        Assert.Equal(3, snapshot.Version);
        Assert.Equal(["a", "b"], TestTable.Paths(snapshot));
    }

    [Fact]
    public async Task With_a_hint_only_the_end_of_the_log_is_read()
    {
        table.Begin().Entry(1).Entry(2).Entry(3, TestTable.Add("b"));
        Checkpoint("2.checkpoint.parquet", TestTable.Protocol, TestTable.Metadata(), TestTable.Add("a"));
        table.Store.Place(TestTable.Log + "_last_checkpoint", """{"version":2,"size":3}"""u8);

        Assert.Equal(["a", "b"], TestTable.Paths(await table.SnapshotAsync()));

        Assert.Equal(
            [
                (StoreCallKind.Open, "_last_checkpoint"), (StoreCallKind.List, ""),
                (StoreCallKind.Open, "00000000000000000002.checkpoint.parquet"), (StoreCallKind.Open, "00000000000000000003.json"),
            ],
            table.Store.Calls.Select(call => (call.Kind, call.Key[TestTable.Log.Length..])));
    }

    [Fact]
    public async Task A_checkpoint_in_parts_is_read_when_all_parts_are_there()
    {
        table.Begin(TestTable.Add("a")).Entry(1, TestTable.Add("b"));
        Checkpoint("1.checkpoint.0000000001.0000000002.parquet", TestTable.Protocol, TestTable.Add("a"));
        Assert.Equal(["a", "b"], TestTable.Paths(await table.SnapshotAsync()));

        table.Store.Remove(TestTable.EntryKey(0));
        var failure = await Assert.ThrowsAsync<DeltaTableException>(table.SnapshotAsync);
        Assert.Contains("lacks version 0", failure.Message, StringComparison.Ordinal);

        Checkpoint("1.checkpoint.0000000002.0000000002.parquet", TestTable.Metadata(), TestTable.Add("b"));
        Assert.Equal(["a", "b"], TestTable.Paths(await table.SnapshotAsync()));
    }

    [Fact]
    public async Task A_broken_checkpoint_costs_time_and_not_the_table()
    {
        table.Begin(TestTable.Add("a")).Entry(1, TestTable.Add("b"));
        table.Store.Place(TestTable.Log + "_last_checkpoint", """{"version":1,"size":3}"""u8);
        Checkpoint("1.checkpoint.parquet", "broken");
        var snapshot = await table.SnapshotAsync();
        Assert.Equal(["a", "b"], TestTable.Paths(snapshot));
        Assert.Contains("1.checkpoint.parquet cannot be read", Assert.Single(snapshot.Warnings), StringComparison.Ordinal);

        table.Store.Remove(TestTable.EntryKey(0));
        var failure = await Assert.ThrowsAsync<DeltaTableException>(table.SnapshotAsync);
        Assert.Contains("00000000000000000001.checkpoint.parquet cannot be read", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_hint_costs_time_and_is_warned_of()
    {
        table.Begin(TestTable.Add("a"));
        Assert.Empty((await table.SnapshotAsync()).Warnings);
        table.Store.Place(TestTable.Log + "_last_checkpoint", "{\"version\":"u8);
        var snapshot = await table.SnapshotAsync();
        Assert.Equal(["a"], TestTable.Paths(snapshot));
        Assert.Contains("_last_checkpoint is damaged. The table was read without it", Assert.Single(snapshot.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_that_begins_with_a_checkpoint_of_a_newer_kind_is_refused_by_the_features_name()
    {
        table.Entry(3, TestTable.Add("b"));
        Checkpoint("2.checkpoint.6374b053-df23-479b-b2cf-c9c550132b49.json", TestTable.Protocol);
        var failure = await Assert.ThrowsAsync<DeltaFeatureException>(table.SnapshotAsync);
        Assert.Equal(["v2Checkpoint"], failure.Features);
    }

    [Fact]
    public async Task A_program_that_reads_no_checkpoints_says_so_when_it_needs_one()
    {
        Checkpoint("0.checkpoint.parquet", TestTable.Protocol, TestTable.Metadata());
        var failure = await Assert.ThrowsAsync<DeltaTableException>(() => table.Open(null).OpenAsync(Test.Token));
        Assert.Contains("this program reads no checkpoints", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_twentieth_version_gets_a_checkpoint_and_then_the_hint_names_it()
    {
        var snapshot = await table.MakeAsync("f0");
        for (var i = 1; i <= 41; i++) snapshot = await table.CommitAsync(snapshot, TestTable.Append($"f{i}"));

        Assert.Equal(
            ["00000000000000000020.checkpoint.parquet", "00000000000000000040.checkpoint.parquet"],
            table.Store.Keys.Where(key => key.Contains("checkpoint.parquet", StringComparison.Ordinal)).Select(key => key[TestTable.Log.Length..]));
        var hint = Encoding.UTF8.GetString(table.Store.Read(TestTable.Log + "_last_checkpoint"));
        Assert.StartsWith("""{"version":40,"size":43,"sizeInBytes":""", hint, StringComparison.Ordinal);
        Assert.EndsWith(""","numOfAddFiles":41}""", hint, StringComparison.Ordinal);
        var puts = table.Store.Calls.Where(call => call.Kind == StoreCallKind.Put).Select(call => call.Key).ToList();
        Assert.Equal(
            puts.IndexOf(TestTable.Log + "00000000000000000020.checkpoint.parquet") + 1, puts.IndexOf(TestTable.Log + "_last_checkpoint"));
    }

    [Fact]
    public async Task The_tables_own_interval_is_heeded()
    {
        var snapshot = await table.CommitAsync(
            null, new TableCommit { Operation = "CREATE TABLE", Metadata = TestTable.Columns(("delta.checkpointInterval", "2")) });
        for (var i = 1; i <= 3; i++) snapshot = await table.CommitAsync(snapshot, TestTable.Append($"f{i}"));
        Assert.Single(table.Store.Keys, key => key.EndsWith(".checkpoint.parquet", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_checkpoint_holds_tombstones_until_they_expire_and_transactions_for_good()
    {
        var snapshot = await table.CommitAsync(
            null,
            new TableCommit
            {
                Operation = "CREATE TABLE",
                Metadata = TestTable.Columns(("delta.checkpointInterval", "3")),
                Adds = [TestTable.File("a"), TestTable.File("b")],
                Transaction = new AppTransaction("app", 7),
            });
        snapshot = await table.CommitAsync(snapshot, TestTable.Replace(snapshot, "a"));
        table.Time.Advance(TimeSpan.FromDays(8));
        snapshot = await table.CommitAsync(snapshot, TestTable.Replace(snapshot, "b"));
        await table.CommitAsync(snapshot, TestTable.Append("c"));
        for (var version = 0; version <= 3; version++) table.Store.Remove(TestTable.EntryKey(version));

        var read = await table.SnapshotAsync();

        Assert.Equal(["c"], TestTable.Paths(read));
        Assert.Equal(["b"], read.Tombstones.Select(file => file.Path));
        Assert.Equal(7, read.Transactions["app"].Version);
    }

    [Theory]
    [InlineData(StoreCallKind.Put, "checkpoint")]
    [InlineData(StoreCallKind.Put, "_last_checkpoint")]
    public async Task A_checkpoint_that_fails_does_not_fail_the_commit(StoreCallKind kind, string name)
    {
        var snapshot = await table.CommitAsync(
            null, new TableCommit { Operation = "CREATE TABLE", Metadata = TestTable.Columns(("delta.checkpointInterval", "1")) });
        table.Store.Faults = call =>
            call.Kind == kind && call.Key.Contains(name, StringComparison.Ordinal) ? StoreFault.Fails : StoreFault.None;

        var result = await table.Table.CommitAsync(snapshot, TestTable.Append("a"), Test.Token);

        var committed = Assert.IsType<CommitResult.Committed>(result);
        Assert.Contains("503", committed.MaintenanceFailure!.Message, StringComparison.Ordinal);
        Assert.Equal(["a"], TestTable.Paths(await table.SnapshotAsync()));
    }

    [Theory]
    [InlineData("delta.checkpointInterval", "0", "a number from 1 on, such as 20")]
    [InlineData("delta.logRetentionDuration", "interval 1 month", "numbers with units from weeks to milliseconds, such as 'interval 30 days'")]
    public async Task A_property_that_makes_no_sense_is_reported_with_what_is_allowed(string name, string value, string allowed)
    {
        (string, string)[] configuration = name == "delta.checkpointInterval" ? [(name, value)] : [("delta.checkpointInterval", "1"), (name, value)];
        var snapshot = await table.CommitAsync(null, new TableCommit { Operation = "CREATE TABLE", Metadata = TestTable.Columns(configuration) });
        var committed = Assert.IsType<CommitResult.Committed>(await table.Table.CommitAsync(snapshot, TestTable.Append("a"), Test.Token));
        Assert.StartsWith(
            $"The table's property {name} is '{value}'; allowed are {allowed}.", committed.MaintenanceFailure!.Message, StringComparison.Ordinal);
    }

    private void Checkpoint(string name, params string[] actions)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        table.Store.Place(TestTable.Log + name[..dot].PadLeft(20, '0') + name[dot..], Encoding.UTF8.GetBytes(string.Join('\n', actions)));
    }
}
