using Datalake.Datasets;
using Datalake.Embedded.Engine;

namespace Datalake.Embedded.Partitioning;

/// <summary>How many rows are sorted and written at once, so that the engine's memory stays within what it may take.</summary>
internal static class PieceSize
{
    // In the engine a leaf column takes a string header and some bits in every row, whether it holds something or not; each row is held about
    // three times at once, as it is read, sorted and written.
    private const int LeafBytes = 20;
    private const int Copies = 3;
    private const int Smallest = 1024;
    private const int Largest = 1_000_000;

    /// <summary>The rows of a piece.</summary>
    public static long Rows(DatasetContract dataset, IReadOnlyList<StageColumns> columns, DuckDbEngine engine)
    {
        var rows = Math.Max(1, columns.Sum(file => file.Rows));
        var row = columns.Sum(file => file.Bytes) / rows + dataset.Columns.Sum(column => (long)Leaves(column.Type)) * LeafBytes;
        return Math.Clamp(engine.MemoryBytes / engine.Threads / Copies / Math.Max(1, row), Smallest, Largest);
    }

    private static int Leaves(HiveType type) => type switch
    {
        // Elements are not there in every row; their content is counted by its bytes.
        ArrayType or MapType => 1,
        StructType structure => structure.Fields.Sum(field => Leaves(field.Type)),
        _ => 1,
    };
}
