using System.Globalization;

namespace Datalake.Embedded.Engine;

/// <summary>How the engine writes Parquet.</summary>
internal static class ParquetCopy
{
    // The engine sets its dictionary aside for each text column of a row group, full or not. At its own measure, 1 MiB, that is hundreds of
    // MiB for an order, taken from the system and released for each row group.
    private const long SmallestDictionary = 128 << 10;
    private const long LargestDictionary = 1 << 20;
    private const long DictionaryBytesOfRow = 64;

    /// <summary>A statement that writes rows into a file.</summary>
    /// <param name="rows">What stands between COPY and TO, without its brackets.</param>
    /// <param name="target">The file's path.</param>
    /// <param name="rowGroup">Rows of a row group.</param>
    public static string Statement(string rows, string target, long rowGroup) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"COPY ({rows}) TO {Sql.Text(target)} (FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE {rowGroup}, STRING_DICTIONARY_PAGE_SIZE_LIMIT {Math.Clamp(rowGroup * DictionaryBytesOfRow, SmallestDictionary, LargestDictionary)})"
        );
}
