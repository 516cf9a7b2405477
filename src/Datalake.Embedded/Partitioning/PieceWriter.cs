using System.Globalization;
using Datalake.Conforming;
using Datalake.Datasets;
using Datalake.Embedded.Engine;
using Datalake.Embedded.Storage;
using DuckDB.NET.Data;

namespace Datalake.Embedded.Partitioning;

/// <summary>Writes the rows of a piece as one Parquet file, sorted by identity.</summary>
internal sealed class PieceWriter(DatasetContract dataset, IReadOnlyList<TableFile> stage, long rowGroup)
{
    /// <summary>Writes a piece.</summary>
    /// <param name="connection">A connection of one thread, which keeps the order of rows.</param>
    /// <param name="piece">The piece.</param>
    /// <param name="target">The file's path.</param>
    /// <exception cref="EngineException">The engine wrote another number of rows than the piece has.</exception>
    public void Write(DuckDBConnection connection, Piece piece, string target)
    {
        var sources = string.Join(
            " UNION ALL ",
piece.Ranges.Select(range => $"SELECT {stage[range.File].Select(dataset)} FROM {stage[range.File].Source} WHERE {range.Filter}"));
        var order = string.Join(", ", dataset.Identity.Select(column => Sql.Name(column.Name)));
        var changedAt = string.Join(", ", dataset.ChangedAt.Select(column => $"{Sql.Name(column.Name)}::TIMESTAMP"));
        if (!piece.IsOrdered) sources = $"SELECT * FROM ({sources}) ORDER BY {order}, coalesce({changedAt}), {Lineage.Digest}";
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var statement = string.Create(CultureInfo.InvariantCulture, $"COPY ({sources}) TO {Sql.Text(target)} (FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE {rowGroup})");
        var written = DuckDbEngine.Run(connection, statement);
        if (written != piece.Rows) throw new EngineException($"{piece.Rows} rows of {piece.Day:yyyy-MM-dd} were given to the engine and {written} came out.");
        Durability.SyncFile(target);
    }
}
