using System.Globalization;
using Datalake.Datasets;
using Datalake.Embedded.Engine;
using Datalake.Tables;
using Datalake.Tables.Delta;
using Datalake.Tables.Delta.Statistics;
using DuckDB.NET.Data;

namespace Datalake.Embedded.Tables;

/// <summary>
/// What the log says of a Parquet file: its rows, and the ranges of identity, change timestamps and lineage, by which readers skip files.
/// </summary>
internal static class FileStats
{
    /// <summary>Describes a file.</summary>
    /// <param name="connection">The engine.</param>
    /// <param name="dataset">The dataset.</param>
    /// <param name="file">The file's path on the disk.</param>
    /// <param name="path">Its path below the table's folder.</param>
    /// <param name="day">The change date of its rows.</param>
    /// <exception cref="EngineException">The file cannot be read.</exception>
    public static DataFile Describe(DuckDBConnection connection, DatasetContract dataset, string file, string path, DateOnly day)
    {
        var columns = ColumnsOf(dataset).ToArray();
        var asked = columns.SelectMany(column => new[] { Text($"min({Sql.Name(column.Name)})", column), Text($"max({Sql.Name(column.Name)})", column), $"count({Sql.Name(column.Name)})" });
        var source = Sql.ReadParquet(
            Sql.Text(Sql.Glob(file)), columns.Select(column => (column.Name, Sql.Type(column.Type))), ", hive_partitioning = false");
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT count(*), {string.Join(", ", asked)} FROM {source}";
        try
        {
            using var reader = command.ExecuteReader();
            reader.Read();
            var rows = reader.GetInt64(0);
            var statistics = columns.Select((column, i) => new ColumnStatistics(
                column.Name,
                Value(reader, 1 + 3 * i, column.Type),
                Value(reader, 2 + 3 * i, column.Type),
                rows - reader.GetInt64(3 + 3 * i)));
            var info = new FileInfo(file);
            return new DataFile
            {
                Path = path,
                PartitionValues = LakeTables.PartitionOf(day),
                Size = info.Length,
                ModificationTime = new DateTimeOffset(info.LastWriteTimeUtc).ToUnixTimeMilliseconds(),
                Stats = FileStatistics.Write(rows, [.. statistics]),
            };
        }
        catch (DuckDBException failure)
        {
            throw new EngineException($"{file} cannot be read: {failure.Message}", failure);
        }
    }

    private static IEnumerable<TableColumn> ColumnsOf(DatasetContract dataset) =>
        dataset.Identity.Concat(dataset.ChangedAt).DistinctBy(column => column.Name, StringComparer.Ordinal)
            .Select(column => new TableColumn(column.Name, column.Type))
            .Concat(Lineage.Columns.Where(column => column.Name != Lineage.Rescued));

    private static string Text(string expression, TableColumn column) => column.Type is PrimitiveType { Kind: PrimitiveKind.Timestamp }
        ? $"CAST(epoch_us({expression}) AS VARCHAR)"
        : $"CAST({expression} AS VARCHAR)";

    private static ColumnValue? Value(DuckDBDataReader reader, int ordinal, HiveType type)
    {
        if (reader.IsDBNull(ordinal)) return null;
        var text = reader.GetString(ordinal);
        return type switch
        {
            PrimitiveType { Kind: PrimitiveKind.String } => ColumnValue.Of(text),
            PrimitiveType { Kind: PrimitiveKind.Boolean } => ColumnValue.Of(text == "true"),
            PrimitiveType { Kind: PrimitiveKind.Timestamp } => ColumnValue.OfMicroseconds(long.Parse(text, CultureInfo.InvariantCulture)),
            PrimitiveType { Kind: PrimitiveKind.Date } =>
                DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? ColumnValue.Of(date) : null,
            PrimitiveType { Kind: PrimitiveKind.Float or PrimitiveKind.Double } => null,
            _ => ColumnValue.ParseNumber(text),
        };
    }
}
