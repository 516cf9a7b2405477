namespace Datalake.Embedded.Partitioning;

/// <summary>Which files of a consumable table are small, so that compaction writes those of a change date together.</summary>
public static class SmallFiles
{
    /// <summary>
    /// A file of fewer bytes is small: 32 MiB, a quarter of the size that readers are advised to have. What is larger gains little.
    /// </summary>
    public const long Bytes = 32 << 20;

    /// <summary>A change date with more small files than this is compacted by the routine.</summary>
    public const int Allowed = 16;
}
