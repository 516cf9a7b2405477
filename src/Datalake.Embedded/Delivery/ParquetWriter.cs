using System.Globalization;
using Datalake.Datasets;
using Datalake.Embedded.Engine;
using DuckDB.NET.Data;

namespace Datalake.Embedded.Delivery;

/// <summary>Has the engine write conformed records as Parquet.</summary>
internal sealed class ParquetWriter(DuckDbEngine engine)
{
    // The engine reads in blocks of twice the largest object; small ones keep its memory low.
    private const int SmallestObject = 1 << 20;

    // A row group is held whole until it is written. In the engine a row takes about twice its JSON, and a string header for each leaf
    // column that is not inside a list, whether it holds something or not. The partition routine reads a group at once too.
    private const long RowGroupBytes = 24L << 20;
    private const int LeafBytes = 16;
    private const int SmallestRowGroup = 8;
    private const int LargestRowGroup = 122_880;

    /// <summary>Writes a run into one file.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="run">The records.</param>
    /// <param name="target">The file's path.</param>
    /// <returns>Rows written.</returns>
    /// <exception cref="EngineException">The engine refused, or wrote another number of rows than it was given.</exception>
    public long Write(DatasetContract dataset, SortedRun run, string target)
    {
        var given = run.Order.Length;
        var files = SegmentSorter.Write(run, target + "-");
        try
        {
            using var connection = engine.OpenOrdered();
            var written = Write(connection, dataset, given, Statement(dataset, run, files, target));
            return written == given
                ? written
                : throw new EngineException(
                    $"Dataset {dataset.Name}: {given} records were given to the engine and {written} came out. Nothing of them is committed."
                );
        }
        finally
        {
            foreach (var file in files) File.Delete(file);
        }
    }

    private static long Write(DuckDBConnection connection, DatasetContract dataset, int given, string statement)
    {
        try
        {
            return DuckDbEngine.Run(connection, statement);
        }
        catch (EngineException failure)
        {
            throw new EngineException(
                $"The engine could not write {given} records of dataset {dataset.Name} as Parquet: {failure.Message}", failure);
        }
    }

    private static string Statement(DatasetContract dataset, SortedRun run, IReadOnlyList<string> files, string target)
    {
        var largest = Math.Max(SmallestObject, run.Largest() + 1024);
        var row = run.Bytes() / run.Order.Length * 2 + dataset.Columns.Sum(column => (long)Leaves(column.Type)) * LeafBytes;
        var rowGroup = Math.Clamp(RowGroupBytes / row, SmallestRowGroup, LargestRowGroup);
        var columns = string.Join(", ", Sql.Columns(dataset).Select(column => $"{Sql.Text(column.Name)}: {Sql.Text(column.Type)}"));
        var rows = string.Create(
            CultureInfo.InvariantCulture,
            $"FROM read_json({Sql.Texts(files)}, format = 'newline_delimited', records = true, hive_partitioning = false, maximum_object_size = {largest}, columns = {{{columns}}})"
        );
        return ParquetCopy.Statement(rows, target, rowGroup);
    }

    private static int Leaves(HiveType type) => type is StructType structure ? structure.Fields.Sum(field => Leaves(field.Type)) : 1;
}
