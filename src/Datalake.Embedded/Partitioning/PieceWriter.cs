using System.Globalization;
using Datalake.Datasets;
using Datalake.Embedded.Engine;
using Datalake.Embedded.Storage;
using DuckDB.NET.Data;

namespace Datalake.Embedded.Partitioning;

/// <summary>Writes the rows of a piece as one Parquet file, sorted by identity.</summary>
internal sealed class PieceWriter(DatasetContract dataset, IReadOnlyList<string> stage, IReadOnlyList<StageColumns> columns)
{
    /// <summary>Writes a piece.</summary>
    /// <param name="connection">A connection of one thread.</param>
    /// <param name="piece">The piece.</param>
    /// <param name="rowsOf">Gives the rows of a range that is not whole.</param>
    /// <param name="target">The file's path.</param>
    /// <exception cref="EngineException">The engine wrote another number of rows than the piece has.</exception>
    public void Write(DuckDBConnection connection, Piece piece, Func<PieceRange, IReadOnlyList<long>> rowsOf, string target)
    {
        var sources = piece.Ranges.Select(range => Source(range, rowsOf));
        var order = string.Join(", ", dataset.Identity.Concat(dataset.ChangedAt).Select(column => Sql.Name(column.Name)));
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var written = DuckDbEngine.Run(
            connection,
            $"COPY (SELECT * FROM ({string.Join(" UNION ALL ", sources)}) ORDER BY {order}, _digest) TO {Sql.Text(target)} (FORMAT parquet, COMPRESSION snappy)");
        if (written != piece.Rows) throw new EngineException($"{piece.Rows} rows of {piece.Day:yyyy-MM-dd} were given to the engine and {written} came out.");
        Durability.SyncFile(target);
    }

    private string Source(PieceRange range, Func<PieceRange, IReadOnlyList<long>> rowsOf)
    {
        var filter = string.Create(CultureInfo.InvariantCulture, $"file_row_number BETWEEN {range.First} AND {range.Last}");
        if (!range.IsWhole) filter += $" AND file_row_number IN ({string.Join(", ", rowsOf(range).Select(row => row.ToString(CultureInfo.InvariantCulture)))})";
        return $"SELECT {columns[range.File].Select} FROM read_parquet({Sql.Text(stage[range.File])}, file_row_number = true) WHERE {filter}";
    }
}
