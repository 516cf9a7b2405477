namespace Datalake.Embedded.Partitioning;

/// <summary>How many rows make a row group and a file, from what the rows are like.</summary>
/// <param name="RowsOfGroup">Rows of a Parquet row group, which is held in memory until it is written.</param>
/// <param name="RowsOfFile">Rows of a file.</param>
internal sealed record RowSize(int RowsOfGroup, long RowsOfFile)
{
    // What a leaf value takes in an engine that reads it, beside its text, whether it holds something or not: a string header, some bits.
    private const int ValueBytes = 24;

    // Few, for rows of megabytes.
    private const int Smallest = 8;
    private const int LargestGroup = 122_880;
    private const long GroupBytes = 24L << 20;

    // About what readers of a data lake are advised to have in a file, before compression.
    private const long FileBytes = 1L << 30;

    /// <summary>Works the numbers out.</summary>
    public static RowSize Of(IReadOnlyList<TableFile> files)
    {
        var rows = Math.Max(1, files.Sum(file => file.Rows));
        var row = Math.Max(ValueBytes, files.Sum(file => file.Values * ValueBytes + file.Bytes) / rows);
        return new RowSize((int)Math.Clamp(GroupBytes / row, Smallest, LargestGroup), Math.Max(Smallest, FileBytes / row));
    }
}
