using Datalake.Embedded.Engine;

namespace Datalake.Embedded.Partitioning;

/// <summary>How many rows are handled at once, so that the engine's memory stays within what it may take.</summary>
/// <param name="Sorted">Rows that are sorted and written at once.</param>
/// <param name="File">Rows of a file.</param>
/// <param name="RowGroup">Rows of a Parquet row group.</param>
internal sealed record PieceSize(long Sorted, long File, long RowGroup)
{
    // What a leaf value takes in the engine beside its text, whether it holds something or not: a string header, some bits. Measured on
    // checkout orders: 28 KB a row of 1,170 values.
    private const int ValueBytes = 24;

    // A row that is sorted is held about three times at once: as it is read, sorted and written. As much again is freed and not yet used
    // again, or released.
    private const int Copies = 6;

    // Few, for rows of megabytes; more would not fit where memory is short.
    private const int Smallest = 8;
    private const int LargestRowGroup = 122_880;

    // About what readers of a data lake are advised to have in a file, before compression.
    private const long FileBytes = 1L << 30;

    /// <summary>Works the sizes out from what the rows are like.</summary>
    public static PieceSize Of(IReadOnlyList<TableFile> stage, DuckDbEngine engine)
    {
        var rows = Math.Max(1, stage.Sum(file => file.Rows));
        var row = Math.Max(ValueBytes, stage.Sum(file => file.Values * ValueBytes + file.Bytes) / rows);
        var share = engine.MemoryBytes / engine.Threads / row;
        return new PieceSize(
            Math.Max(Smallest, share / Copies), Math.Max(Smallest, FileBytes / row), Math.Clamp(share / Copies, Smallest, LargestRowGroup));
    }
}
