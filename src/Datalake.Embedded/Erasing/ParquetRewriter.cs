using System.Globalization;
using Datalake.Datasets;
using Datalake.Embedded.Engine;
using Datalake.Embedded.Partitioning;
using DuckDB.NET.Data;

namespace Datalake.Embedded.Erasing;

/// <summary>Writes Parquet files without their erased rows. The others stay as they are, in their order; all of them may go.</summary>
/// <param name="connection">The engine, which keeps rows in order.</param>
/// <param name="dataset">The dataset.</param>
internal sealed class ParquetRewriter(DuckDBConnection connection, DatasetContract dataset)
{
    /// <summary>Writes.</summary>
    /// <param name="found">The file, and its erased rows.</param>
    /// <param name="path">Its path.</param>
    /// <param name="target">The path of the new file.</param>
    /// <exception cref="EngineException">It cannot be read or written.</exception>
    public void Write(ErasedFile found, string path, string target)
    {
        try
        {
            var file = TableFile.Open(connection, dataset, path);
            var rowGroup = DuckDbEngine.Count(
                connection, $"SELECT coalesce(max(row_group_num_rows), 1)::BIGINT FROM parquet_metadata({Sql.Text(path)})");
            DuckDbEngine.Run(connection, "CREATE OR REPLACE TEMP TABLE erased (row BIGINT)");
            foreach (var rows in found.Erased.Chunk(100_000))
            {
                var list = string.Join(',', rows.Select(row => row.Position.ToString(CultureInfo.InvariantCulture)));
                DuckDbEngine.Run(connection, $"INSERT INTO erased SELECT unnest([{list}]::BIGINT[])");
            }

            var columns = string.Join(", ", file.Names.Select(Sql.Name));
            var rest = $"SELECT {columns} FROM {file.Source} WHERE {TableFile.Position} NOT IN (SELECT row FROM erased)";
            var written = DuckDbEngine.Run(connection, ParquetCopy.Statement(rest, target, Math.Max(1, rowGroup)));
            if (written == found.Rows - found.Erased.Count) return;
            throw new EngineException(string.Create(
                CultureInfo.InvariantCulture,
                $"{written} rows were written, of {found.Rows} less {found.Erased.Count}. This is a defect, please report it."));
        }
        catch (Exception failure) when (failure is DuckDBException or EngineException)
        {
            throw new EngineException(
                $"Dataset {dataset.Name}: {found.Key} cannot be written without its erased rows, so nothing was erased: {failure.Message}", failure);
        }
    }
}
