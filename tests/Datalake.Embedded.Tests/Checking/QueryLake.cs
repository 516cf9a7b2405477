using System.Text;
using Datalake.Datasets;
using Datalake.Embedded.Engine;
using Datalake.Embedded.Auditing;
using Datalake.Embedded.Queries;
using Datalake.Embedded.Queries.Views;
using Datalake.Partitioning;

namespace Datalake.Embedded.Tests.Checking;

/// <summary>A lake in a temporary folder with one small dataset, <c>orders</c> of the database <c>shop</c>.</summary>
public sealed class QueryLake : IDisposable
{
    public const string Columns =
        """ "id": "string", "changed": "timestamp", "created": "date", "total": "decimal(18,2)", "lines": "array<struct<sku:string,quantity:int>>" """;

    public QueryLake(string columns = Columns)
    {
        Folder = Directory.CreateTempSubdirectory("lake-query-tests-").FullName;
        Declare(columns);
    }

    public string Folder { get; }

    public string Root => Path.Combine(Folder, "lake");

    public DatasetCatalog Catalog => DatasetCatalog.Load(Path.Combine(Folder, "datasets")).Require();

    public LakeOptions Options => new() { Root = Root, Datasets = Path.Combine(Folder, "datasets") };

    /// <summary>Writes the contract, or another one in its place.</summary>
    public void Declare(string columns, string identity = "\"id\"")
    {
        var folder = Path.Combine(Folder, "datasets", "orders");
        Directory.CreateDirectory(folder);
        File.WriteAllText(
            Path.Combine(folder, "dataset.json"),
            $$"""
            { "name": "orders", "database": "shop", "raw": { "keys": "orders/{id}", "format": "json" }, "identity": [{{identity}}], "changedAt": ["changed", "created"],
              "columns": { {{columns}} } }
            """);
    }

    /// <summary>Writes a contract for CSV in its place.</summary>
    public void DeclareCsv(string columns)
    {
        Declare(columns);
        var contract = Path.Combine(Folder, "datasets", "orders", "dataset.json");
        File.WriteAllText(
            contract,
            File.ReadAllText(contract)
                .Replace("\"json\"", "\"csv\"", StringComparison.Ordinal)
                .Replace("[\"changed\", \"created\"]", "[\"changed\"]", StringComparison.Ordinal)
        );
    }

    /// <summary>Puts an arrival.</summary>
    public void Put(string name, params string[] records)
    {
        Directory.CreateDirectory(Path.Combine(Root, "raw", "orders"));
        File.WriteAllText(Path.Combine(Root, "raw", "orders", name), string.Join('\n', records), new UTF8Encoding(false));
    }

    public async Task IngestAsync()
    {
        await using var lake = EmbeddedLake.Open(Options);
        await lake.IngestAsync(null, TestContext.Current.CancellationToken);
    }

    public async Task RunAsync()
    {
        await IngestAsync();
        await using var lake = EmbeddedLake.Open(Options);
        var hours = await lake.PartitionAsync(new PartitionRequest { IncludeOpen = true }, null, TestContext.Current.CancellationToken);
        Assert.All(hours, hour => Assert.Null(hour.Failure));
    }

    public LakeReader Open() => LakeReader.Open(Root, LakeViewSet.Load(Options.Datasets, Catalog), new EngineOptions());

    /// <summary>The rows of a query, each as its values cast to text and joined by <c>|</c>.</summary>
    public string[] Query(string sql)
    {
        using var reader = Open();
        return Query(reader, sql);
    }

    public static string[] Query(LakeReader reader, string sql, AsOf? asOf = null)
    {
        using var rows = reader.Query(sql, TestContext.Current.CancellationToken, asOf);
        var result = new List<string>();
        while (rows.Read())
            result.Add(
                string.Join(
                    '|',
                    Enumerable
                        .Range(0, rows.Columns.Count)
                        .Select(i =>
                            rows.GetValue(i) is { } value
                                ? Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)
                                : "NULL"
                        )
                )
            );
        return [.. result];
    }

    public Task<LakeStatusReport> StatusAsync() => LakeStatus.ReadAsync(Options, Catalog, TestContext.Current.CancellationToken);

    /// <summary>The files below a folder of the lake.</summary>
    public string[] Files(string folder, string pattern = "*") =>
        [.. Directory.GetFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    public void Dispose()
    {
        if (Directory.Exists(Folder)) Directory.Delete(Folder, recursive: true);
    }
}
