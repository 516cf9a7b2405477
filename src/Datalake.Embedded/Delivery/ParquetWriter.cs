using System.Globalization;
using Datalake.Datasets;
using Datalake.Embedded.Engine;
using DuckDB.NET.Data;

namespace Datalake.Embedded.Delivery;

/// <summary>Has the engine write conformed records as Parquet.</summary>
internal sealed class ParquetWriter(DuckDbEngine engine, DeliveryBufferOptions options)
{
    // The engine reads in blocks of twice the largest object; small ones keep its memory low.
    private const int SmallestObject = 1 << 20;

    /// <summary>Writes segments into one file.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="segments">The segments, closed.</param>
    /// <param name="target">The file's path.</param>
    /// <returns>Rows written.</returns>
    /// <exception cref="EngineException">The engine refused, or wrote another number of rows than it was given.</exception>
    public long Write(DatasetContract dataset, IReadOnlyList<Segment> segments, string target)
    {
        var given = segments.Sum(segment => segment.Records);
        var largest = Math.Max(SmallestObject, segments.Max(segment => segment.Largest) + 1024);
        var columns = string.Join(", ", Sql.Columns(dataset).Select(column => $"{Sql.Text(column.Name)}: {Sql.Text(column.Type)}"));
        var source = $"read_json({Sql.Texts(segments.Select(segment => segment.Path))}, format = 'newline_delimited', records = true, "
            + string.Create(CultureInfo.InvariantCulture, $"maximum_object_size = {largest}, columns = {{{columns}}})");
        var statement = $"COPY (FROM {source}) TO {Sql.Text(target)} (FORMAT parquet, COMPRESSION snappy, "
            + string.Create(CultureInfo.InvariantCulture, $"ROW_GROUP_SIZE_BYTES {options.RowGroupBytes})");
        long written;
        try
        {
            using var connection = engine.Open(streams: true);
            written = DuckDbEngine.Run(connection, statement);
        }
        catch (DuckDBException failure)
        {
            File.Delete(target);
            throw new EngineException($"The engine could not write {given} records of dataset {dataset.Name} as Parquet: {failure.Message}", failure);
        }

        return written == given
            ? written
            : throw new EngineException($"Dataset {dataset.Name}: {given} records were given to the engine and {written} came out. Nothing of them is committed.");
    }
}
