using Datalake.Datasets;
using Datalake.Embedded.Parquet;
using Datalake.Embedded.Storage;
using Datalake.Tables;

namespace Datalake.Embedded.Delivery;

/// <summary>Writes conformed records as Parquet.</summary>
internal static class ParquetWriter
{
    // A row group is held whole until it is written, and the partition routine reads one at once. In its engine a row takes about twice
    // its JSON, and a string header for each leaf column that is not inside a list, whether it holds something or not.
    private const long RowGroupBytes = 24L << 20;
    private const int LeafBytes = 16;
    private const int LargestRowGroup = 122_880;

    /// <summary>Writes a run into one file.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="run">The records.</param>
    /// <param name="target">The file's path.</param>
    /// <param name="files">The file system that it is on.</param>
    /// <returns>Rows written.</returns>
    /// <exception cref="InvalidDataException">A record is not as conform writes it. There is no file then.</exception>
    public static long Write(DatasetContract dataset, SortedRun run, string target, IFileSystem files)
    {
        try
        {
            using var stream = files.OpenFile(
                target, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = 1 << 17 });
            Write(dataset, run, stream);
            return run.Order.Length;
        }
        catch (Exception failure)
        {
            WholeFile.TryDelete(target, files);
            if (failure is not InvalidDataException) throw;
            throw new InvalidDataException(
                $"Dataset {dataset.Name}: a record of the delivery buffer cannot be written as Parquet, and nothing of the buffer is committed; "
                    + $"ingest again, and where this comes again, report it. {failure.Message}",
                failure);
        }
    }

    private static void Write(DatasetContract dataset, SortedRun run, Stream target)
    {
        var schema = new ParquetSchema(TableSchema.Staged(dataset).Columns);
        using var file = new ParquetFile(target, schema);
        using var shredder = new RecordShredder(schema, file.Columns);
        var leaves = dataset.Columns.Sum(column => (long)Leaves(column.Type)) * LeafBytes;
        var line = new byte[64 << 10];
        var rows = 0;
        long bytes = 0;
        foreach (var (segment, index) in run.Order.Span)
        {
            var place = run.Segments[segment].Lines[index];
            if (place.Length > line.Length) line = new byte[place.Length * 2];
            run.Segments[segment].Read(place, line);
            shredder.Add(line.AsSpan(0, place.Length));
            rows++;
            bytes += place.Length * 2L + leaves;
            if (bytes < RowGroupBytes && rows < LargestRowGroup) continue;
            EndRowGroup();
        }

        EndRowGroup();
        file.Finish();

        void EndRowGroup()
        {
            shredder.EndRowGroup();
            file.EndRowGroup(rows);
            (rows, bytes) = (0, 0);
        }
    }

    private static int Leaves(HiveType type) => type is StructType structure ? structure.Fields.Sum(field => Leaves(field.Type)) : 1;
}
