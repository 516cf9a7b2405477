using Datalake.Embedded.Checkpoints;
using Datalake.Embedded.Storage;
using Datalake.Embedded.Tests.Checking;
using Datalake.Tables.Delta;
using Datalake.Tables.Delta.Commits;
using FsCheck;
using FsCheck.Fluent;

namespace Datalake.Embedded.Tests.Checkpoints;

public sealed class ParquetCheckpointFormatTests : IDisposable
{
    private static readonly TableProtocol Protocol = new(3, 7, ["deletionVectors", ""], []);

    private static readonly TableMetadata Metadata = new()
    {
        Id = "t",
        Name = "orders",
        SchemaText = """{"type":"struct","fields":[{"name":"day","type":"integer","nullable":true,"metadata":{}}]}""",
        PartitionColumns = ["day"],
        Configuration = Map(("delta.checkpointInterval", "2")),
        CreatedTime = 5,
    };

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Every_action_comes_back_as_it_was() => await ComesBackAsync(
    [
        Protocol,
        Metadata,
        new AppTransaction("app", long.MaxValue) { LastUpdated = 3 },
        new AppTransaction("other", -1),
        File("day=1/a b%.parquet", ("day", "1")) with { Stats = """{"numRecords":1}""", Tags = Map(("k", "v")), DataChange = false },
        File("b", ("day", null), ("x", "")),
        File("c"),
        new RemovedFile("day=2/é.parquet", 7, DataChange: false) { PartitionValues = Values(("day", "2")), Size = 9 },
        new RemovedFile("e", null, DataChange: true),
    ]);

    [Fact]
    public async Task Any_actions_in_any_order_come_back() => await Task.Run(
        () => Prop.ForAll(
            Actions().ListOf().ToArbitrary(),
            actions => ComesBackAsync([Protocol, Metadata, .. actions]).GetAwaiter().GetResult()).Holds(60),
        Test.Token);

    [Fact]
    public async Task The_file_has_the_protocols_schema_for_another_reader()
    {
        var path = await WriteAsync([TableProtocol.Created, Metadata, File("a", ("day", "1")), new RemovedFile("b", 7, DataChange: true), new AppTransaction("app", 1)]);

        Assert.Equal(
            [
                "txn STRUCT(appId VARCHAR, \"version\" BIGINT, lastUpdated BIGINT)",
                "add STRUCT(path VARCHAR, partitionValues MAP(VARCHAR, VARCHAR), size BIGINT, modificationTime BIGINT, dataChange BOOLEAN, tags MAP(VARCHAR, VARCHAR), stats VARCHAR)",
                "remove STRUCT(path VARCHAR, deletionTimestamp BIGINT, dataChange BOOLEAN, extendedFileMetadata BOOLEAN, partitionValues MAP(VARCHAR, VARCHAR), size BIGINT)",
                "metaData STRUCT(id VARCHAR, \"name\" VARCHAR, description VARCHAR, format STRUCT(provider VARCHAR, \"options\" MAP(VARCHAR, VARCHAR)), schemaString VARCHAR, partitionColumns VARCHAR[], \"configuration\" MAP(VARCHAR, VARCHAR), createdTime BIGINT)",
                "protocol STRUCT(minReaderVersion INTEGER, minWriterVersion INTEGER, readerFeatures VARCHAR[], writerFeatures VARCHAR[])",
            ],
            ParquetSql.Ask($"SELECT column_name || ' ' || column_type FROM (DESCRIBE FROM read_parquet({ParquetSql.Quote(path)}))"));
        Assert.Equal(
            [
                "{'txn': NULL, 'add': NULL, 'remove': NULL, 'metaData': NULL, 'protocol': {'minReaderVersion': 1, 'minWriterVersion': 2, 'readerFeatures': NULL, 'writerFeatures': NULL}}",
                "{day=1}",
                "{'path': b, 'deletionTimestamp': 7, 'dataChange': true, 'extendedFileMetadata': false, 'partitionValues': NULL, 'size': NULL}",
                "{'provider': parquet, 'options': {}}",
                "[day]",
                "{'appId': app, 'version': 1, 'lastUpdated': NULL}",
            ],
            new[]
            {
                "SELECT t::VARCHAR FROM file t WHERE protocol IS NOT NULL", "SELECT \"add\".partitionValues::VARCHAR FROM file WHERE \"add\" IS NOT NULL",
                "SELECT remove::VARCHAR FROM file WHERE remove IS NOT NULL", "SELECT metaData.format::VARCHAR FROM file WHERE metaData IS NOT NULL",
                "SELECT metaData.partitionColumns::VARCHAR FROM file WHERE metaData IS NOT NULL", "SELECT txn::VARCHAR FROM file WHERE txn IS NOT NULL",
            }.SelectMany(sql => ParquetSql.Ask(sql.Replace("file", $"read_parquet({ParquetSql.Quote(path)})", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task A_checkpoint_of_another_writer_is_read_with_columns_missing_and_columns_more()
    {
        ParquetSql.Ask(
            """
            COPY (
                SELECT {'minReaderVersion': 1, 'minWriterVersion': 2} AS protocol, NULL AS metaData, NULL AS "add"
                UNION ALL SELECT NULL, {'id': 't', 'format': {'provider': 'parquet'}, 'schemaString': 's', 'partitionColumns': ['day']}, NULL
                UNION ALL SELECT NULL, NULL, {'path': 'a%20b', 'partitionValues': MAP {'day': NULL::VARCHAR}, 'size': 5, 'stats_parsed': {'numRecords': 1}, 'partitionValues_parsed': {'day': 1}}
            ) TO
            """ + $"{ParquetSql.Quote(folder["other.parquet"])} (FORMAT parquet)");

        var actions = await ReadAsync(folder["other.parquet"]);

        Assert.Equal(new TableProtocol(1, 2, null, null), actions.OfType<TableProtocol>().Single());
        Assert.Equal(["day"], actions.OfType<TableMetadata>().Single().PartitionColumns);
        var file = actions.OfType<DataFile>().Single();
        Assert.Equal(("a b", 5L, true, null), (file.Path, file.Size, file.DataChange, file.PartitionValues["day"]));
    }

    [Theory]
    [InlineData("zstd")]
    [InlineData("gzip")]
    [InlineData("uncompressed")]
    public async Task A_checkpoint_is_the_same_however_its_pages_are_compressed(string codec)
    {
        TableAction[] written =
        [
            Protocol, Metadata, new AppTransaction("app", 5), File("a", ("day", "1"), ("x", null)) with { Stats = "{}", Tags = Map(("k", "v")) },
            File("b", ("day", null)), new RemovedFile("c", 7, DataChange: false) { PartitionValues = Values(("day", "2")), Size = 9 },
        ];
        var path = await WriteAsync(written);
        ParquetSql.Ask(
            $"COPY (FROM read_parquet({ParquetSql.Quote(path)})) TO {ParquetSql.Quote(folder["other.parquet"])} (FORMAT parquet, COMPRESSION {codec})");

        Assert.Equal(Texts(await ReadAsync(path)), Texts(await ReadAsync(folder["other.parquet"])));

        static IEnumerable<string> Texts(IEnumerable<TableAction> actions) =>
            actions.Select(action => System.Text.Json.JsonSerializer.Serialize<object>(action));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(20, 0)]
    [InlineData(-20, 0)]
    [InlineData(-20, 20)]
    public async Task A_file_that_is_no_checkpoint_is_refused(int length, int zeros)
    {
        var path = await WriteAsync([TableProtocol.Created, Metadata]);
        var bytes = await System.IO.File.ReadAllBytesAsync(path, Test.Token);
        using var cut = new MemoryStream([.. bytes[..(length < 0 ? bytes.Length + length : length)], .. new byte[zeros]]);
        await Assert.ThrowsAsync<DeltaTableException>(async () => await ParquetCheckpointFormat.Instance.ReadAsync(cut, Test.Token));
    }

    [Fact]
    public async Task A_table_in_a_folder_is_opened_from_its_checkpoint()
    {
        var store = new FileObjectStore(folder["lake"], syncsWriters: true);
        var table = new DeltaTable(store, "t/", ParquetCheckpointFormat.Instance, TimeProvider.System);
        Snapshot? snapshot = null;
        for (var version = 0; version < 5; version++)
        {
            var commit = new TableCommit
            {
                Operation = "WRITE", Metadata = version == 0 ? Metadata : null, Adds = [File($"day={version}/f", ("day", $"{version}"))],
                Removes = version == 3 ? [snapshot!.Files[0]] : [],
            };
            var committed = Assert.IsType<CommitResult.Committed>(await table.CommitAsync(snapshot, commit, Test.Token));
            Assert.Null(committed.MaintenanceFailure);
            snapshot = committed.Snapshot;
        }

        for (var version = 0; version < 4; version++) await store.DeleteAsync($"t/_delta_log/{version:D20}.json", Test.Token);
        var read = (await table.OpenAsync(Test.Token))!;

        Assert.Equal(["day=1/f", "day=2/f", "day=3/f", "day=4/f"], read.Files.Select(file => file.Path));
        Assert.Equal(["day=0/f"], read.Tombstones.Select(file => file.Path));
        Assert.Equal(Metadata.Configuration, read.Metadata.Configuration);
    }

    private async Task ComesBackAsync(IReadOnlyList<TableAction> actions)
    {
        var read = await ReadAsync(await WriteAsync(actions));
        Assert.Equal(Describe(actions), Describe(read));
    }

    private async Task<string> WriteAsync(IReadOnlyList<TableAction> actions)
    {
        await using var file = System.IO.File.Create(folder["checkpoint.parquet"]);
        await ParquetCheckpointFormat.Instance.WriteAsync(actions, file, CancellationToken.None);
        return file.Name;
    }

    private static async Task<IReadOnlyList<TableAction>> ReadAsync(string path)
    {
        await using var file = System.IO.File.OpenRead(path);
        return await ParquetCheckpointFormat.Instance.ReadAsync(file, CancellationToken.None);
    }

    /// <summary>The actions as the log would have them, which says all of them, in an order of their own.</summary>
    private static IEnumerable<string> Describe(IEnumerable<TableAction> actions) => actions
        .Select(action => System.Text.Encoding.UTF8.GetString(Datalake.Tables.Delta.Log.ActionWriter.Write([action])))
        .Order(StringComparer.Ordinal);

    private static Gen<TableAction> Actions()
    {
        var text = Gen.Elements("a", "é", "🦆", "%", "/", " ", "x").NonEmptyListOf().Select(string.Concat);
        var values = Gen.Zip(text, Gen.OneOf(text.Select(string? (value) => value), Gen.Constant<string?>(null), Gen.Constant<string?>("")))
            .ListOf()
            .Select(entries => Values([.. entries.DistinctBy(entry => entry.Item1)]));
        return Gen.OneOf(
            Gen.Zip(text, values).Select(TableAction (given) => File(given.Item1) with { PartitionValues = given.Item2, Stats = given.Item2.Count == 1 ? "{}" : null }),
            Gen.Zip(text, values).Select(
                TableAction (given) => new RemovedFile(given.Item1, given.Item2.Count, true) { PartitionValues = given.Item2, Size = 1 }),
            text.Select(TableAction (given) => new AppTransaction(given, given.Length)));
    }

    private static DataFile File(string path, params (string Column, string? Value)[] values) =>
        new() { Path = path, PartitionValues = Values(values), Size = 10, ModificationTime = 4 };

    private static Dictionary<string, string?> Values(params (string Column, string? Value)[] values) =>
        values.ToDictionary(value => value.Column, value => value.Value, StringComparer.Ordinal);

    private static Dictionary<string, string> Map(params (string Key, string Value)[] entries) =>
        entries.ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal);
}
