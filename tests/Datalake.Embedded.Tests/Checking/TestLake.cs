using System.Text;
using Datalake.Datasets;
using Datalake.Embedded.Auditing;
using Datalake.Embedded.Checkpoints;
using Datalake.Embedded.Ingestion;
using Datalake.Embedded.Storage;
using Datalake.Partitioning;
using Datalake.Quarantining;
using Datalake.Storage;
using Datalake.Tables.Delta;

namespace Datalake.Embedded.Tests.Checking;

/// <summary>A lake in a folder of its own. Each action opens it anew, as a command does.</summary>
internal sealed class TestLake : IDisposable
{
    public const string PartitionColumns = ", year, month, day";

    private readonly TestFolder folder = new();

    public TestLake(string root = "lake", params string[] contracts)
    {
        Root = folder[root];
        foreach (var contract in contracts.Length == 0 ? [Contracts.Orders] : contracts) SetContract(contract);
    }

    public string Root { get; }

    public TestTime Time { get; } = new("2026-11-20T09:30:00Z");

    /// <summary>Changes the options that lakes are opened with.</summary>
    public Func<LakeOptions, LakeOptions> Configure { get; set; } = options => options;

    public DatasetCatalog Catalog => DatasetCatalog.Load(folder["datasets"]).Require();

    public string PathOf(string relative) => Path.Combine(Root, relative);

    public void SetContract(string json)
    {
        var name = System.Text.Json.Nodes.JsonNode.Parse(json)!["name"]!.GetValue<string>();
        folder.Write($"datasets/{name}/dataset.json", json);
    }

    public LakeOptions Options() => Configure(new LakeOptions
    {
        Root = Root,
        Datasets = folder["datasets"],
        Time = Time,
        Workers = 2,
    });

    public EmbeddedLake Open() => EmbeddedLake.Open(Options());

    public void Drop(string key, string text) => Drop(key, Encoding.UTF8.GetBytes(text));

    public void Drop(string key, byte[] content)
    {
        // Whole or not at all, as whoever drops a file beside a lake that runs should do it.
        var path = PathOf($"raw/{key}");
        var writing = Path.Combine(Path.GetDirectoryName(path)!, ".~drop");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(writing, content);
        File.Move(writing, path, overwrite: true);
    }

    public async Task<IngestReport> IngestAsync()
    {
        await using var lake = Open();
        return await lake.IngestAsync(null, Test.Token);
    }

    public Task<IReadOnlyList<HourOutcome>> PartitionAsync(string? hour = null) =>
        PartitionAsync(new PartitionRequest { IncludeOpen = true, Hour = hour is null ? null : Hour(hour) });

    public async Task<IReadOnlyList<HourOutcome>> PartitionAsync(PartitionRequest request)
    {
        await using var lake = Open();
        return await lake.PartitionAsync(request, null, Test.Token);
    }

    public async Task<ReplayReport> ReplayAsync(Func<QuarantineEntry, bool>? choose = null)
    {
        await using var lake = Open();
        return await lake.ReplayAsync(choose ?? (_ => true), Test.Token);
    }

    public async Task<DiscardReport> DiscardAsync(Func<QuarantineEntry, bool> choose)
    {
        await using var lake = Open();
        return await lake.DiscardAsync(choose, Test.Token);
    }

    public async Task<LakeStatusReport> StatusAsync()
    {
        await using var lake = Open();
        return await LakeStatus.ReadAsync(Options(), lake.Catalog, Test.Token);
    }

    public async Task<List<QuarantineEntry>> QuarantineAsync(string? dataset = null)
    {
        await using var lake = Open();
        return await lake
            .Quarantine.ListAsync(dataset, message => throw new InvalidDataException(message), Test.Token)
            .OrderBy(entry => entry.Source)
            .ThenBy(entry => entry.Record)
            .ToListAsync(Test.Token);
    }

    public List<string> StageFiles(string dataset = "orders") => Files($"stage/{dataset}");

    /// <summary>The files of the newest version of a table, relative to the lake, in order.</summary>
    public List<string> ConsumableFiles(string dataset = "orders")
    {
        if (!Directory.Exists(PathOf("consumable_tables"))) return [];
        var table = new DeltaTable(
            new FileObjectStore(Root, syncsWriters: false), $"consumable_tables/{dataset}/", ParquetCheckpointFormat.Instance, Time);
        var snapshot = table.OpenAsync(Test.Token).GetAwaiter().GetResult();
        return [.. snapshot?.Files.Select(table.KeyOf) ?? []];
    }

    public List<string> Stage(string columns = "orderid, value", string dataset = "orders") =>
        ParquetSql.Rows([.. StageFiles(dataset).Select(PathOf)], columns);

    public List<string> Consumable(string columns = "orderid, value", string dataset = "orders") =>
        ParquetSql.Rows([.. ConsumableFiles(dataset).Select(PathOf)], columns);

    /// <summary>The files below a folder, relative to the lake, in order.</summary>
    public List<string> Files(string relative) =>
        Directory.Exists(PathOf(relative))
            ?
            [
                .. Directory
                    .EnumerateFiles(PathOf(relative), "*", SearchOption.AllDirectories)
                    .Select(path => Path.GetRelativePath(Root, path))
                    .Order(StringComparer.Ordinal),
            ]
            : [];

    public static IngestionHour Hour(string text) => IngestionHour.TryParse(text, out var hour) ? hour : throw new FormatException(text);

    public void Dispose() => folder.Dispose();
}
