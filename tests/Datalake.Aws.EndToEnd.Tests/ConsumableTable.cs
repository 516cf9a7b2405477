using System.Text.Json.Nodes;
using Datalake.Datasets;
using Datalake.Embedded;
using Datalake.Embedded.Engine;
using Datalake.Partitioning;
using DuckDB.NET.Data;

namespace Datalake.Aws.EndToEnd.Tests;

/// <summary>
/// The consumable table that the partition routine makes of what came to the stage. DuckDB stands for Firehose's Parquet and for Spark.
/// </summary>
internal sealed class ConsumableTable : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("datalake-table-").FullName;

    private ConsumableTable()
    {
    }

    private static string Contracts => Path.Combine(AppContext.BaseDirectory, "datasets");

    public static async Task<ConsumableTable> MakeAsync(IReadOnlyList<JsonObject> staged)
    {
        var table = new ConsumableTable();
        var stage = Path.Combine(
            table.folder, "stage", "checkout", "ingestion_year=2020", "ingestion_month=01", "ingestion_day=01", "ingestion_hour=00");
        Directory.CreateDirectory(stage);
        var lines = Path.Combine(table.folder, "staged.ndjson");
        await File.WriteAllLinesAsync(lines, staged.Select(record => record.ToJsonString()), TestContext.Current.CancellationToken);
        var columns = string.Join(
            ", ",
            Sql.Columns(DatasetCatalog.Load(Contracts).Catalog!.Find("checkout")!)
                .Select(column => $"{Sql.Text(column.Name)}: {Sql.Text(column.Type)}")
        );
        Query(
            $"COPY (FROM read_json({Sql.Text(lines)}, format = 'newline_delimited', columns = {{{columns}}})) TO {Sql.Text(Path.Combine(stage, "part.parquet"))} (FORMAT parquet)"
        );

        await using var lake = EmbeddedLake.Open(new LakeOptions { Root = table.folder, Datasets = Contracts });
        var outcomes = await lake.PartitionAsync(new PartitionRequest(), null, TestContext.Current.CancellationToken);
        Assert.Null(Assert.Single(outcomes).Failure);
        return table;
    }

    /// <summary>What tells a row from others: identity and digest.</summary>
    /// <param name="row">The row as JSON.</param>
    public static string KeyOf(string row)
    {
        var record = JsonNode.Parse(row)!;
        return $"{record["orderid"]} {record["_digest"]}";
    }

    /// <summary>The keys of the table's rows.</summary>
    public IReadOnlyList<string> Keys() =>
        Query(
            $"SELECT orderid || ' ' || _digest FROM read_parquet({Sql.Text(Path.Combine(folder, "consumable_tables", "checkout", "**", "*.parquet"))})"
        );

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static List<string> Query(string sql)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read()) rows.Add(Convert.ToString(reader.GetValue(0), System.Globalization.CultureInfo.InvariantCulture)!);
        return rows;
    }
}
