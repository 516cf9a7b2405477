using Datalake.Datasets;
using Datalake.Embedded.Engine;
using Datalake.Tables;

namespace Datalake.Embedded.Partitioning;

/// <summary>Writes the rows of a piece as Parquet files, each sorted by identity.</summary>
internal sealed class PieceWriter(DuckDbEngine engine, DatasetContract dataset, IReadOnlyList<TableFile> stage, long rowGroup)
{
    /// <summary>Writes a piece, on one thread of an engine of its own: what an engine keeps between statements adds up otherwise.</summary>
    /// <param name="piece">The piece.</param>
    /// <param name="target">The path of a file.</param>
    /// <param name="cancellationToken">A token to cancel the operation, looked at every few thousand rows.</param>
    /// <exception cref="EngineException">The engine read or wrote another number of rows than the piece has.</exception>
    public void Write(Piece piece, Func<PieceFile, string> target, CancellationToken cancellationToken)
    {
        using var reader = engine.OpenOrdered();

        // A join passes the rows on in their order only while the stage file is its left side.
        DuckDbEngine.Run(reader, "SET disabled_optimizers = 'join_order,build_side_probe_side'");
        using var writer = DuckDbEngine.Duplicate(reader);
        using var rows = new RowSplitter(reader, Query(piece), writer, rowGroup, cancellationToken);
        foreach (var file in piece.Files)
        {
            var path = target(file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var written = rows.Run(writer, file.Rows, ParquetCopy.Statement($"FROM {RowSplitter.Function}", path, rowGroup));
            if (written != file.Rows)
                throw new EngineException($"{file.Rows} rows of {file.Day:yyyy-MM-dd} were asked of the engine and {written} came out.");
        }

        if (!rows.IsEmpty()) throw new EngineException($"{piece.Rows} rows were asked of the engine and more came out.");
    }

    private string Query(Piece piece)
    {
        var sources = string.Join(
            " UNION ALL ",
            piece.Ranges.Select(range => $"SELECT {stage[range.File].Select(dataset)} FROM {stage[range.File].Source} WHERE {range.Filter}")
        );
        if (piece.IsOrdered) return sources;
        var identity = string.Join(", ", dataset.Identity.Select(column => Sql.Name(column.Name)));
        var changedAt = $"coalesce({string.Join(", ", dataset.ChangedAt.Select(column => $"{Sql.Name(column.Name)}::TIMESTAMP"))})";
        return $"SELECT * FROM ({sources}) ORDER BY {changedAt}::DATE, {identity}, {changedAt}, {Lineage.Digest}";
    }
}
