using System.Globalization;
using Datalake.Datasets;
using Datalake.Embedded.Delivery;
using Datalake.Embedded.Engine;
using Datalake.Tables;

namespace Datalake.Embedded.Tests.Parquet;

/// <summary>Has the engine parse conformed records and write them as Parquet: what the lake's own writer is held to.</summary>
internal sealed class EngineParquetWriter(DuckDbEngine engine)
{
    // The engine parses up to 2,048 records of a file at a time, each into a tree several times its size: small files keep its memory
    // small. It reads them in blocks of twice the largest object.
    private const int PieceBytes = 1 << 20;
    private const int SmallestObject = 1 << 20;

    // A row takes about twice its JSON, and a string header for each leaf column that is not inside a list.
    private const long RowGroupBytes = 24L << 20;
    private const int LeafBytes = 16;

    /// <summary>Writes a run into one file.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="run">The records.</param>
    /// <param name="target">The file's path.</param>
    /// <returns>Rows written.</returns>
    public long Write(DatasetContract dataset, SortedRun run, string target)
    {
        var largest = 0;
        long bytes = 0;
        foreach (var (segment, line) in run.Order.Span)
        {
            largest = Math.Max(largest, run.Segments[segment].Lines[line].Length);
            bytes += run.Segments[segment].Lines[line].Length;
        }

        var row = bytes / run.Order.Length * 2 + dataset.Columns.Sum(column => (long)Leaves(column.Type)) * LeafBytes;
        var files = WritePieces(run, target + "-");
        try
        {
            using var connection = engine.OpenOrdered();
            return DuckDbEngine.Run(
                connection,
                ParquetCopy.Statement(
                    Rows(TableSchema.Staged(dataset).Columns, files, largest), target, Math.Clamp(RowGroupBytes / row, 8, 122_880)));
        }
        finally
        {
            foreach (var file in files) File.Delete(file);
        }
    }

    /// <summary>Conformed records as the engine parses them, from FROM on.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="files">The records, a line each.</param>
    /// <param name="largest">Bytes of the largest.</param>
    public static string Rows(IReadOnlyCollection<TableColumn> columns, IEnumerable<string> files, int largest)
    {
        var types = string.Join(", ", columns.Select(column => $"{Sql.Text(column.Name)}: {Sql.Text(Sql.Type(column.Type))}"));
        var stored = string.Join(", ", columns.Select(column => $"{Sql.Name(column.Name)}::{Sql.StoredType(column.Type)} AS {Sql.Name(column.Name)}"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"FROM (SELECT {stored} FROM read_json({Sql.Texts(files)}, format = 'newline_delimited', records = true, hive_partitioning = false, maximum_object_size = {Math.Max(SmallestObject, largest + 1024)}, columns = {{{types}}}))"
        );
    }

    private static List<string> WritePieces(SortedRun run, string prefix)
    {
        var files = new List<string>();
        var buffer = new byte[64 << 10];
        FileStream? stream = null;
        try
        {
            foreach (var (segment, index) in run.Order.Span)
            {
                if (stream is null || stream.Position >= PieceBytes)
                {
                    stream?.Dispose();
                    files.Add(string.Create(CultureInfo.InvariantCulture, $"{prefix}{files.Count:d5}.ndjson"));
                    stream = new FileStream(files[^1], FileMode.Create, FileAccess.Write, FileShare.Read, 1 << 17);
                }

                var line = run.Segments[segment].Lines[index];
                if (line.Length > buffer.Length) buffer = new byte[line.Length * 2];
                run.Segments[segment].Read(line, buffer);
                stream.Write(buffer.AsSpan(0, line.Length));
            }
        }
        finally
        {
            stream?.Dispose();
        }

        return files;
    }

    private static int Leaves(HiveType type) => type is StructType structure ? structure.Fields.Sum(field => Leaves(field.Type)) : 1;
}
