using System.Globalization;
using System.Text;
using Datalake.Tables.Delta;
using Datalake.Tables.Delta.Commits;
using Datalake.Tables.Delta.Statistics;
using Datalake.Testing.Stores;
using Microsoft.Extensions.Time.Testing;

namespace Datalake.Tests.Tables.Delta;

/// <summary>A table in memory, of which a test writes the log by hand or by commits.</summary>
internal sealed class TestTable
{
    public const string Folder = "consumable_tables/orders/";
    public const string Log = Folder + "_delta_log/";
    public const string Protocol = """{"protocol":{"minReaderVersion":1,"minWriterVersion":2}}""";

    private int ids;

    public TestTable(ICheckpointFormat? checkpoints = null)
    {
        Store = new MemoryObjectStore(Time);
        Table = Open(checkpoints);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.Zero));

    public MemoryObjectStore Store { get; }

    public DeltaTable Table { get; }

    /// <summary>The same table for another program.</summary>
    public DeltaTable Open(ICheckpointFormat? checkpoints = null) => new(Store, Folder, checkpoints, Time, NextId);

    public async Task<Snapshot> SnapshotAsync() => (await Table.OpenAsync(Test.Token))!;

    /// <summary>Writes a log entry.</summary>
    public TestTable Entry(long version, params string[] actions)
    {
        Store.Place(EntryKey(version), Encoding.UTF8.GetBytes(string.Join('\n', actions) + "\n"));
        return this;
    }

    /// <summary>Writes the first log entry of a table with a column <c>id</c>, and what else is given.</summary>
    public TestTable Begin(params string[] actions) => Entry(0, [Protocol, Metadata(), .. actions]);

    public string EntryText(long version) => Encoding.UTF8.GetString(Store.Read(EntryKey(version)));

    public static string EntryKey(long version) => Log + version.ToString("D20", CultureInfo.InvariantCulture) + ".json";

    public static string Metadata(string schema = """{"name":"id","type":"long","nullable":true,"metadata":{}}""", string partitions = "", string configuration = "") =>
        "{\"metaData\":{\"id\":\"t\",\"format\":{\"provider\":\"parquet\",\"options\":{}},\"schemaString\":"
        + System.Text.Json.JsonSerializer.Serialize($"{{\"type\":\"struct\",\"fields\":[{schema}]}}")
        + $",\"partitionColumns\":[{partitions}],\"configuration\":{{{configuration}}}}}}}";

    public static string Add(string path, string values = "") =>
        $$$"""{"add":{"path":"{{{path}}}","partitionValues":{{{{values}}}},"size":1,"modificationTime":1,"dataChange":true}}""";

    public static string Remove(string path) => $$$"""{"remove":{"path":"{{{path}}}","deletionTimestamp":1,"dataChange":true}}""";

    public static IEnumerable<string> Paths(Snapshot snapshot) => snapshot.Files.Select(file => file.Path);

    public static DataFile File(string path, params (string Column, string? Value)[] values) => new()
    {
        Path = path,
        PartitionValues = values.ToDictionary(value => value.Column, value => value.Value, StringComparer.Ordinal),
        Size = 10,
        ModificationTime = 1,
    };

    /// <summary>Makes a table with the column <c>id</c> and files without partitions.</summary>
    public async Task<Snapshot> MakeAsync(params string[] paths) =>
        await CommitAsync(null, new TableCommit { Operation = "CREATE TABLE", Metadata = Columns(), Adds = [.. paths.Select(path => File(path))] });

    public static TableMetadata Columns(params (string Key, string Value)[] configuration) => new()
    {
        Id = "t",
        SchemaText = """{"type":"struct","fields":[{"name":"id","type":"long","nullable":true,"metadata":{}}]}""",
        PartitionColumns = [],
        Configuration = configuration.ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal),
    };

    /// <summary>Commits what must go through.</summary>
    public async Task<Snapshot> CommitAsync(Snapshot? read, TableCommit commit) =>
        Assert.IsType<CommitResult.Committed>(await Table.CommitAsync(read, commit, Test.Token)).Snapshot;

    public static TableCommit Append(params string[] paths) => new() { Operation = "WRITE", Adds = [.. paths.Select(path => File(path))] };

    public static TableCommit Replace(Snapshot read, string old, params string[] paths) =>
        new() { Operation = "DELETE", Removes = [read.Find(old)!], Adds = [.. paths.Select(path => File(path))] };

    private Guid NextId() => new(Interlocked.Increment(ref ids), 0, 0, new byte[8]);
}
