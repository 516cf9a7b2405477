using System.Text.Json;
using Datalake.Tables.Delta;
using Datalake.Tables.Delta.Commits;
using Datalake.Tables.Delta.Statistics;
using Datalake.Testing.Stores;

namespace Datalake.Tests.Tables.Delta;

public class CommitTests
{
    private readonly TestTable table = new();

    [Fact]
    public async Task The_first_version_has_protocol_and_metadata_and_everything_is_read_back()
    {
        var columns = TestTable.Columns(("delta.appendOnly", "false")) with { Name = "orders", Description = "d", CreatedTime = 5 };
        var file = TestTable.File("a") with
        {
            Stats = FileStatistics.Write(1, []),
            Tags = new Dictionary<string, string>(StringComparer.Ordinal) { ["hour"] = "2026112009" },
        };
        await table.CommitAsync(
            null, new TableCommit { Operation = "CREATE TABLE", Metadata = columns, Adds = [file], Transaction = new AppTransaction("app", 1) });

        var read = await table.SnapshotAsync();

        Assert.Equal((0, 1, 2), ((int)read.Version, read.Protocol.MinReaderVersion, read.Protocol.MinWriterVersion));
        Assert.Equal(
            (columns.Id, "orders", "d", columns.SchemaText, 5L),
            (read.Metadata.Id, read.Metadata.Name, read.Metadata.Description, read.Metadata.SchemaText, read.Metadata.CreatedTime));
        Assert.Equal(columns.Configuration, read.Metadata.Configuration);
        Assert.Equal((file.Stats, "2026112009"), (read.Files[0].Stats, read.Files[0].Tags!["hour"]));
        Assert.Equal(1, read.Transactions["app"].Version);
    }

    [Fact]
    public async Task An_entry_has_an_action_a_line_and_says_first_where_it_comes_from()
    {
        var snapshot = await table.MakeAsync("a");
        await table.CommitAsync(snapshot, TestTable.Replace(snapshot, "a", "b"));

        var lines = table.EntryText(1).TrimEnd('\n').Split('\n')
            .Select(line => JsonDocument.Parse(line).RootElement.EnumerateObject().Single()).ToList();

        Assert.Equal(["commitInfo", "remove", "add"], lines.Select(line => line.Name));
        Assert.Equal("DELETE", lines[0].Value.GetProperty("operation").GetString());
        Assert.Equal(table.Time.GetUtcNow().ToUnixTimeMilliseconds(), lines[1].Value.GetProperty("deletionTimestamp").GetInt64());
        Assert.True(lines[1].Value.GetProperty("extendedFileMetadata").GetBoolean());
        Assert.Equal(10, lines[1].Value.GetProperty("size").GetInt64());
    }

    [Fact]
    public async Task Two_writers_that_add_both_land()
    {
        var snapshot = await table.MakeAsync("a");
        await table.CommitAsync(snapshot, TestTable.Append("b"));
        var second = await table.CommitAsync(snapshot, TestTable.Append("c"));

        Assert.Equal(2, second.Version);
        Assert.Equal(["a", "b", "c"], TestTable.Paths(second));
        Assert.Equal(["a", "b", "c"], TestTable.Paths(await table.SnapshotAsync()));
    }

    [Fact]
    public async Task Of_two_writers_that_make_the_table_the_second_starts_again()
    {
        await table.MakeAsync("a");
        var result = await table.Table.CommitAsync(
            null, new TableCommit { Operation = "CREATE TABLE", Metadata = TestTable.Columns(), Adds = [TestTable.File("b")] }, Test.Token);
        Assert.Equal(ConflictKind.TableCreated, Assert.IsType<CommitResult.Conflict>(result).Kind);
        Assert.Equal(["a"], TestTable.Paths(await table.SnapshotAsync()));
    }

    [Fact]
    public async Task A_writer_that_removes_what_another_removed_starts_again()
    {
        var snapshot = await table.MakeAsync("a", "b");
        await table.CommitAsync(snapshot, TestTable.Replace(snapshot, "a", "c") with { DataChange = false });

        var result = await table.Table.CommitAsync(snapshot, TestTable.Replace(snapshot, "a", "d") with { DataChange = false }, Test.Token);

        var conflict = Assert.IsType<CommitResult.Conflict>(result);
        Assert.Equal((ConflictKind.FileRemoved, 1), (conflict.Kind, conflict.Version));
        Assert.Equal(
            "Another writer removed a, which this commit removes too in version 1 of the table consumable_tables/orders/. " +
            "Read the table and start again.",
            conflict.Message);
        Assert.Equal(["b", "c"], TestTable.Paths(await table.SnapshotAsync()));
    }

    [Fact]
    public async Task Rows_that_another_writer_adds_where_this_one_had_read_are_a_conflict()
    {
        var read = await MakePartitionedAsync("1");
        await table.CommitAsync(read, Append("new", "2"));

        var depends = Append("mine", "2") with { Reads = FileFilter.Is("day", ColumnValue.Of(2)) };
        var conflict = Assert.IsType<CommitResult.Conflict>(await table.Table.CommitAsync(read, depends, Test.Token));
        Assert.Equal(ConflictKind.RowsAdded, conflict.Kind);

        var elsewhere = Append("mine", "3") with { Reads = FileFilter.Is("day", ColumnValue.Of(3)) };
        Assert.Equal(2, (await table.CommitAsync(read, elsewhere)).Version);
    }

    [Fact]
    public async Task Rows_that_another_writer_only_moves_are_no_conflict_for_who_read_them()
    {
        var read = await MakePartitionedAsync("1");
        await table.CommitAsync(read, new TableCommit
        {
            Operation = "OPTIMIZE", Removes = [read.Files[0]], Adds = [TestTable.File("compact", ("day", "1"))], DataChange = false,
        });

        Assert.Equal(2, (await table.CommitAsync(read, Append("mine", "1") with { Reads = FileFilter.Everything })).Version);
    }

    [Fact]
    public async Task Rows_that_another_writer_deletes_where_this_one_had_read_are_a_conflict()
    {
        var read = await MakePartitionedAsync("1");
        await table.CommitAsync(read, new TableCommit { Operation = "DELETE", Removes = [read.Files[0]] });

        var result = await table.Table.CommitAsync(
            read, Append("mine", "1") with { Reads = FileFilter.Is("day", ColumnValue.Of(1)) }, Test.Token);

        Assert.Equal(ConflictKind.RowsDeleted, Assert.IsType<CommitResult.Conflict>(result).Kind);
    }

    [Fact]
    public async Task A_change_of_schema_or_protocol_is_a_conflict_even_for_who_only_adds()
    {
        var read = await table.MakeAsync("a");
        await table.CommitAsync(read, new TableCommit { Operation = "SET TBLPROPERTIES", Metadata = TestTable.Columns(("k", "v")) });
        var metadata = await table.Table.CommitAsync(read, TestTable.Append("b"), Test.Token);
        Assert.Equal(ConflictKind.MetadataChanged, Assert.IsType<CommitResult.Conflict>(metadata).Kind);

        read = await table.SnapshotAsync();
        table.Entry(2, TestTable.Protocol);
        var protocol = await table.Table.CommitAsync(read, TestTable.Append("b"), Test.Token);
        Assert.Equal(ConflictKind.ProtocolChanged, Assert.IsType<CommitResult.Conflict>(protocol).Kind);
    }

    [Fact]
    public async Task A_transaction_that_the_table_has_is_not_committed_again()
    {
        var read = await table.MakeAsync();
        var commit = TestTable.Append("a") with { Transaction = new AppTransaction("hour", 9) };
        await table.CommitAsync(read, commit);

        foreach (var held in new[] { read, await table.SnapshotAsync() })
        {
            var again = Assert.IsType<CommitResult.AlreadyCommitted>(await table.Table.CommitAsync(held, commit, Test.Token));
            Assert.Equal(1, again.Snapshot.Version);
        }

        var next = TestTable.Append("b") with { Transaction = new AppTransaction("hour", 10) };
        Assert.Equal(2, (await table.CommitAsync(read, next)).Version);
    }

    [Theory]
    [InlineData(StoreFault.LosesAnswer)]
    [InlineData(StoreFault.RepeatsPut)]
    public async Task A_commit_whose_answer_is_lost_is_found_by_its_id(StoreFault fault)
    {
        var read = await table.MakeAsync("a");
        var isFirst = true;
        table.Store.Faults = call =>
        {
            if (call.Kind != StoreCallKind.Put || !isFirst) return StoreFault.None;
            isFirst = false;
            return fault;
        };

        var committed = await table.CommitAsync(read, TestTable.Append("b"));

        Assert.Equal(1, committed.Version);
        Assert.Equal([TestTable.EntryKey(0), TestTable.EntryKey(1)], table.Store.Keys);
    }

    [Theory]
    [InlineData(StoreFault.Fails, 2)]
    [InlineData(StoreFault.RefusesPut, 10)]
    public async Task A_put_that_left_nothing_is_tried_again(StoreFault fault, int times)
    {
        var read = await table.MakeAsync("a");
        table.Store.Faults = call => call.Kind == StoreCallKind.Put && times-- > 0 ? fault : StoreFault.None;
        Assert.Equal(1, (await table.CommitAsync(read, TestTable.Append("b"))).Version);
    }

    [Fact]
    public async Task Another_writers_entry_is_not_taken_for_the_own_one_after_a_lost_answer()
    {
        var read = await table.MakeAsync("a");
        var other = table.Open();
        table.Store.Faults = call =>
        {
            if (call.Kind != StoreCallKind.Put) return StoreFault.None;
            table.Store.Faults = null;
            _ = other.CommitAsync(read, TestTable.Append("theirs"), CancellationToken.None).GetAwaiter().GetResult();
            return StoreFault.Fails;
        };

        var committed = await table.CommitAsync(read, TestTable.Append("mine"));

        Assert.Equal(2, committed.Version);
        Assert.Equal(["a", "mine", "theirs"], TestTable.Paths(await table.SnapshotAsync()));
    }

    [Fact]
    public async Task A_store_that_stays_away_leaves_the_commit_open_and_deletes_nothing()
    {
        var read = await table.MakeAsync("a");
        var isAway = false;
        table.Store.Faults = call => (isAway |= call.Kind == StoreCallKind.Put) ? StoreFault.Fails : StoreFault.None;

        var failure = await Assert.ThrowsAsync<Datalake.Storage.ObjectStoreException>(
            () => table.Table.CommitAsync(read, TestTable.Append("b"), Test.Token));

        Assert.StartsWith("It is not known whether version 1 of the table consumable_tables/orders/ was committed", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(table.Store.Calls, call => call.Kind == StoreCallKind.Delete);
    }

    [Fact]
    public async Task A_writer_that_is_stopped_stops_before_the_put_and_not_in_it()
    {
        var read = await table.MakeAsync("a");
        using var stop = new CancellationTokenSource();
        table.Store.Faults = call =>
        {
            if (call.Kind == StoreCallKind.Put) stop.Cancel();
            return StoreFault.None;
        };
        var done = await table.Table.CommitAsync(read, TestTable.Append("b"), stop.Token);
        Assert.Equal(1, Assert.IsType<CommitResult.Committed>(done).Snapshot.Version);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => table.Table.CommitAsync(read, TestTable.Append("c"), stop.Token));
        Assert.Equal(["a", "b"], TestTable.Paths(await table.SnapshotAsync()));
    }

    [Fact]
    public async Task An_entry_that_clean_up_took_is_not_written_a_second_time()
    {
        var read = await table.MakeAsync("a");
        await table.CommitAsync(read, TestTable.Append("b"));
        await table.CommitAsync(read, TestTable.Append("c"));
        table.Store.Remove(TestTable.EntryKey(0));
        table.Store.Remove(TestTable.EntryKey(1));

        var failure = await Assert.ThrowsAsync<DeltaTableException>(() => table.Table.CommitAsync(read, TestTable.Append("d"), Test.Token));

        Assert.Contains("Version 1 is gone from the log", failure.Message, StringComparison.Ordinal);
        Assert.Equal([TestTable.EntryKey(2)], table.Store.Keys);
    }

    [Fact]
    public async Task A_commit_that_would_make_the_table_wrong_is_refused()
    {
        var read = await MakePartitionedAsync("1");
        await RefusedAsync("is not in version 0", read, new TableCommit { Operation = "DELETE", Removes = [TestTable.File("x", ("day", "1"))] });
        await RefusedAsync("in the commit twice", read, Append("x", "1") with { Adds = [TestTable.File("x", ("day", "1")), TestTable.File("x", ("day", "1"))] });
        await RefusedAsync("in the commit twice", read, new TableCommit { Operation = "DELETE", Removes = [read.Files[0]], Adds = [read.Files[0]] });
        await RefusedAsync("'day'", read, new TableCommit { Operation = "WRITE", Adds = [TestTable.File("x")] });
        await RefusedAsync("'day'", read, new TableCommit { Operation = "WRITE", Adds = [TestTable.File("x", ("day", "1"), ("hour", "1"))] });
        await RefusedAsync("cannot be added", read, Append("../x", "1"));
        await RefusedAsync("no column 'hour'", read, Append("x", "1") with { Reads = FileFilter.Is("hour", ColumnValue.Of(1)) });
        await RefusedAsync("cannot be compared", read, Append("x", "1") with { Reads = FileFilter.Is("day", ColumnValue.Of("1")) });
        await RefusedAsync("needs metadata", null, TestTable.Append("x"));
    }

    [Fact]
    public async Task A_commit_after_which_the_table_could_not_be_read_is_refused_before_it_is_put()
    {
        var read = await table.MakeAsync("a");
        var repartition = new TableCommit { Operation = "REPLACE", Metadata = TestTable.Columns() with { PartitionColumns = ["id"] } };
        await Assert.ThrowsAsync<DeltaTableException>(() => table.Table.CommitAsync(read, repartition, Test.Token));
        Assert.Equal([TestTable.EntryKey(0)], table.Store.Keys);
    }

    [Theory]
    [InlineData("""{"minReaderVersion":1,"minWriterVersion":4}""", "checkConstraints, changeDataFeed, generatedColumns")]
    [InlineData("""{"minReaderVersion":1,"minWriterVersion":7,"writerFeatures":["appendOnly","rowTracking"]}""", "rowTracking")]
    public async Task A_table_that_needs_a_feature_to_be_written_is_refused_by_its_name(string protocol, string features)
    {
        table.Entry(0, $$"""{"protocol":{{protocol}}}""", TestTable.Metadata());
        var read = await table.SnapshotAsync();
        var failure = await Assert.ThrowsAsync<DeltaFeatureException>(() => table.Table.CommitAsync(read, TestTable.Append("a"), Test.Token));
        Assert.Equal(features, string.Join(", ", failure.Features));
    }

    [Theory]
    [InlineData("""{"name":"id","type":"long","nullable":false,"metadata":{}}""")]
    [InlineData("""{"name":"id","type":"long","nullable":true,"metadata":{"delta.invariants":"{}"}}""")]
    public async Task A_column_with_an_invariant_is_not_written(string column)
    {
        table.Entry(0, TestTable.Protocol, TestTable.Metadata(column));
        var read = await table.SnapshotAsync();
        var failure = await Assert.ThrowsAsync<DeltaFeatureException>(() => table.Table.CommitAsync(read, TestTable.Append("a"), Test.Token));
        Assert.Contains("The column 'id'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_table_that_only_grows_rows_can_be_moved_and_not_removed()
    {
        var read = await table.CommitAsync(
            null,
            new TableCommit { Operation = "CREATE TABLE", Metadata = TestTable.Columns(("delta.appendOnly", "true")), Adds = [TestTable.File("a")] });
        var failure = await Assert.ThrowsAsync<DeltaTableException>(
            () => table.Table.CommitAsync(read, TestTable.Replace(read, "a"), Test.Token));
        Assert.Contains("delta.appendOnly", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, (await table.CommitAsync(read, TestTable.Replace(read, "a", "b") with { DataChange = false })).Version);
    }

    private async Task RefusedAsync(string reason, Snapshot? read, TableCommit commit)
    {
        var failure = await Assert.ThrowsAsync<ArgumentException>(() => table.Table.CommitAsync(read, commit, Test.Token));
        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
    }

    private static TableCommit Append(string path, string day) => new() { Operation = "WRITE", Adds = [TestTable.File(path, ("day", day))] };

    private async Task<Snapshot> MakePartitionedAsync(string day) => await table.CommitAsync(null, new TableCommit
    {
        Operation = "CREATE TABLE",
        Metadata = new TableMetadata
        {
            Id = "t",
            SchemaText = """{"type":"struct","fields":[{"name":"day","type":"integer","nullable":true,"metadata":{}}]}""",
            PartitionColumns = ["day"],
        },
        Adds = [TestTable.File("old", ("day", day))],
    });
}
