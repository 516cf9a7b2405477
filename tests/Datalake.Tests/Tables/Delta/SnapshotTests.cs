using System.Text;
using Datalake.Tables.Delta;
using Datalake.Testing.Stores;

namespace Datalake.Tests.Tables.Delta;

public class SnapshotTests
{
    private readonly TestTable table = new();

    [Fact]
    public async Task A_folder_without_a_log_is_no_table()
    {
        table.Store.Place(TestTable.Folder + "part-0.parquet", "PAR1"u8);
        Assert.Null(await table.Table.OpenAsync(Test.Token));
    }

    [Fact]
    public async Task The_newest_action_of_a_file_counts()
    {
        table.Begin(TestTable.Add("a"), TestTable.Add("b"))
            .Entry(1, TestTable.Remove("a"), TestTable.Add("c"))
            .Entry(2, TestTable.Remove("b"))
            .Entry(3, TestTable.Add("a"));

        var snapshot = await table.SnapshotAsync();

        Assert.Equal(3, snapshot.Version);
        Assert.Equal(["a", "c"], TestTable.Paths(snapshot));
        Assert.Equal(["b"], snapshot.Tombstones.Select(file => file.Path));
    }

    [Fact]
    public async Task Everything_that_the_log_says_of_a_file_is_read()
    {
        table.Entry(
            0,
            TestTable.Protocol,
            TestTable.Metadata(partitions: "\"id\""),
            """
            {"add":{"path":"id=1/a%20b.parquet","partitionValues":{"id":null},"size":7,"modificationTime":8,"dataChange":false,"stats":"{\"numRecords\":3}","tags":{"k":"v"},"new field":[{}]}}
            """.Trim());

        var file = Assert.Single((await table.SnapshotAsync()).Files);

        Assert.Equal("id=1/a b.parquet", file.Path);
        Assert.Equal(TestTable.Folder + "id=1/a b.parquet", table.Table.KeyOf(file));
        Assert.Equal(new Dictionary<string, string?>(StringComparer.Ordinal) { ["id"] = null }, file.PartitionValues);
        Assert.Equal((7, 8, false, "{\"numRecords\":3}"), (file.Size, file.ModificationTime, file.DataChange, file.Stats));
        Assert.Equal("v", file.Tags!["k"]);
    }

    [Fact]
    public async Task Unknown_actions_and_fields_are_skipped()
    {
        table.Begin("""{"cdc":{"path":"x"}}""", """{"brandNew":[1]}""", TestTable.Add("a"), "", " \r");
        Assert.Equal(["a"], TestTable.Paths(await table.SnapshotAsync()));
    }

    [Fact]
    public async Task Other_files_in_the_log_folder_do_not_matter()
    {
        table.Begin(TestTable.Add("a"));
        string[] others = [".00000000000000000001.json.crc", "00000000000000000000.crc", "00000000000000000000.00000000000000000004.compacted.json", "x", "1.json", "_staged_commits/00000000000000000001.u.json"];
        foreach (var name in others)
            table.Store.Place(TestTable.Log + name, "{"u8);
        Assert.Equal(0, (await table.SnapshotAsync()).Version);
    }

    [Fact]
    public async Task A_version_that_is_missing_is_named()
    {
        table.Begin().Entry(1).Entry(3);
        var failure = await Assert.ThrowsAsync<DeltaTableException>(table.SnapshotAsync);
        Assert.Equal(
            "The log of the table consumable_tables/orders/ lacks version 2, so version 3 cannot be read. " +
            "Restore _delta_log/00000000000000000002.json from a copy.",
            failure.Message);
    }

    [Theory]
    [InlineData("""{"add":{"path":"a","size":1}}""", "The action add has no partitionValues.")]
    [InlineData("""{"add":{"path":"a","partitionValues":{}}}""", "The action add has no size.")]
    [InlineData("""{"add":{"partitionValues":{},"size":1}}""", "The action add has no path.")]
    [InlineData("""{"add":{"path":"a%2","partitionValues":{},"size":1}}""", "The path 'a%2' has a '%' without two hexadecimal digits behind it.")]
    [InlineData("""{"add":{"path":"a%FF","partitionValues":{},"size":1}}""", "The escaped path 'a%FF' is not UTF-8.")]
    [InlineData("""{"txn":{"appId":"a"}}""", "The action txn has no version.")]
    [InlineData("""["add"]""", "It is no JSON object.")]
    public async Task A_line_that_cannot_be_read_is_named(string line, string reason)
    {
        table.Begin(line);
        var failure = await Assert.ThrowsAsync<DeltaTableException>(table.SnapshotAsync);
        Assert.StartsWith($"Line 3 of the log entry {TestTable.EntryKey(0)} cannot be read: {reason}", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_entry_that_is_cut_is_refused()
    {
        table.Begin().Entry(1, "{\"add\":{\"path\":\"a\",\"partitionVal");
        var failure = await Assert.ThrowsAsync<DeltaTableException>(table.SnapshotAsync);
        Assert.Contains(TestTable.EntryKey(1), failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("s3://bucket/orders/a.parquet", "It is an absolute path; the lake reads only files below the table's own folder.")]
    [InlineData("file:/orders/a.parquet", "It is an absolute path; the lake reads only files below the table's own folder.")]
    [InlineData("/orders/a.parquet", "It is an absolute path; the lake reads only files below the table's own folder.")]
    [InlineData("../carts/a.parquet", "The key has the part '..', which would lead out of its folder.")]
    [InlineData("day=1/%2E%2E/%2E%2E/a.parquet", "The key has the part '..', which would lead out of its folder.")]
    public async Task A_file_outside_the_tables_folder_is_refused_while_the_table_has_it(string path, string reason)
    {
        table.Begin(TestTable.Add(path));
        var failure = await Assert.ThrowsAsync<DeltaTableException>(table.SnapshotAsync);
        Assert.EndsWith(reason, failure.Message, StringComparison.Ordinal);

        table.Entry(1, TestTable.Remove(path));
        Assert.Empty((await table.SnapshotAsync()).Files);
    }

    [Fact]
    public async Task A_file_without_a_value_for_a_partition_column_is_refused()
    {
        table.Entry(0, TestTable.Protocol, TestTable.Metadata(partitions: "\"id\""), TestTable.Add("a"));
        var failure = await Assert.ThrowsAsync<DeltaTableException>(table.SnapshotAsync);
        Assert.Contains("The file a of the table", failure.Message, StringComparison.Ordinal);
        Assert.Contains("'id'", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TestTable.Protocol, null, "has no metaData")]
    [InlineData(null, "m", "has no protocol")]
    public async Task A_log_without_protocol_or_metadata_is_refused(string? protocol, string? metadata, string reason)
    {
        table.Entry(0, [.. new[] { protocol, metadata is null ? null : TestTable.Metadata() }.OfType<string>()]);
        var failure = await Assert.ThrowsAsync<DeltaTableException>(table.SnapshotAsync);
        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"minReaderVersion":2,"minWriterVersion":5}""", "columnMapping")]
    [InlineData("""{"minReaderVersion":3,"minWriterVersion":7,"readerFeatures":["deletionVectors"],"writerFeatures":["deletionVectors"]}""", "deletionVectors")]
    [InlineData("""{"minReaderVersion":3,"minWriterVersion":7,"readerFeatures":["timestampNtz","v2Checkpoint"],"writerFeatures":["timestampNtz","v2Checkpoint"]}""", "timestampNtz, v2Checkpoint")]
    [InlineData("""{"minReaderVersion":4,"minWriterVersion":8}""", "reader version 4")]
    public async Task A_table_that_needs_a_feature_to_be_read_is_refused_by_its_name(string protocol, string features)
    {
        table.Entry(0, $$"""{"protocol":{{protocol}}}""", TestTable.Metadata());
        var failure = await Assert.ThrowsAsync<DeltaFeatureException>(table.SnapshotAsync);
        Assert.Equal(features, string.Join(", ", failure.Features));
        Assert.StartsWith($"The table consumable_tables/orders/ needs {features} to be read", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_with_reader_version_3_and_no_features_is_read()
    {
        table.Entry(
            0,
            """{"protocol":{"minReaderVersion":3,"minWriterVersion":7,"readerFeatures":[],"writerFeatures":["appendOnly"]}}""",
            TestTable.Metadata());
        Assert.Equal(0, (await table.SnapshotAsync()).Version);
    }

    [Theory]
    [InlineData("timestamp_ntz", "timestampNtz")]
    [InlineData("variant", "variant")]
    public async Task A_type_that_the_lake_does_not_read_is_refused_by_its_name(string type, string feature)
    {
        table.Entry(0, TestTable.Protocol, TestTable.Metadata($"{{\"name\":\"at\",\"type\":\"{type}\",\"nullable\":true,\"metadata\":{{}}}}"));
        var failure = await Assert.ThrowsAsync<DeltaFeatureException>(table.SnapshotAsync);
        Assert.Equal([feature], failure.Features);
        Assert.Contains($"The type of 'at' in the table's schema is {type}", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_with_a_deletion_vector_is_refused()
    {
        table.Begin("""{"add":{"path":"a","partitionValues":{},"size":1,"deletionVector":{"storageType":"u"}}}""");
        var failure = await Assert.ThrowsAsync<DeltaTableException>(table.SnapshotAsync);
        Assert.Contains("It has a deletion vector.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_in_another_format_are_refused()
    {
        table.Entry(0, TestTable.Protocol, TestTable.Metadata().Replace("\"parquet\"", "\"orc\"", StringComparison.Ordinal));
        var failure = await Assert.ThrowsAsync<DeltaTableException>(table.SnapshotAsync);
        Assert.Contains("the format orc", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_held_snapshot_is_brought_up_to_date_by_reading_only_what_is_new()
    {
        table.Begin(TestTable.Add("a")).Entry(1, TestTable.Add("b"));
        var held = await table.SnapshotAsync();
        Assert.Same(held, await table.Table.RefreshAsync(held, Test.Token));
        table.Entry(2, TestTable.Remove("a")).Entry(3, TestTable.Add("c"));
        table.Store.Calls.Clear();

        var refreshed = await table.Table.RefreshAsync(held, Test.Token);

        Assert.Equal(["b", "c"], TestTable.Paths(refreshed!));
        Assert.Equal(["a", "b"], TestTable.Paths(held));
        Assert.Equal(
            [TestTable.Log, TestTable.EntryKey(2), TestTable.EntryKey(3)], table.Store.Calls.Select(call => call.Key));
    }

    [Fact]
    public async Task A_table_that_was_made_anew_under_a_held_snapshot_is_read_anew()
    {
        table.Begin(TestTable.Add("a")).Entry(1);
        var held = await table.SnapshotAsync();
        table.Store.Remove(TestTable.EntryKey(1));
        table.Begin(TestTable.Add("b"));
        Assert.Equal(["b"], TestTable.Paths((await table.Table.RefreshAsync(held, Test.Token))!));

        table.Entry(1).Entry(2, TestTable.Add("c"));
        Assert.Equal(["b", "c"], TestTable.Paths((await table.Table.RefreshAsync(held, Test.Token))!));
    }

    [Fact]
    public async Task An_entry_that_clean_up_deletes_between_listing_and_reading_leads_to_a_new_listing()
    {
        table.Begin(TestTable.Add("a")).Entry(1, TestTable.Add("b"));
        var checkpoint = new StringBuilder().AppendJoin('\n', TestTable.Protocol, TestTable.Metadata(), TestTable.Add("a"), TestTable.Add("b"));
        table.Store.Faults = call =>
        {
            if (call != new StoreCall(StoreCallKind.Open, TestTable.EntryKey(0))) return StoreFault.None;
            table.Store.Place(TestTable.Log + "00000000000000000001.checkpoint.parquet", Encoding.UTF8.GetBytes(checkpoint.ToString()));
            table.Store.Remove(TestTable.EntryKey(0));
            return StoreFault.None;
        };
        Assert.Equal(["a", "b"], TestTable.Paths((await table.Open(new JsonCheckpointFormat()).OpenAsync(Test.Token))!));
    }
}
