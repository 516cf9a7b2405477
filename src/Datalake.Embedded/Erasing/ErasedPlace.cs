namespace Datalake.Embedded.Erasing;

/// <summary>What is erased in one place of a lake.</summary>
/// <param name="Place"><c>raw</c>, <c>structured</c>, <c>stage</c>, <c>table</c> or <c>quarantine</c>.</param>
/// <param name="Files">Files with erased records. Those that are not deleted are rewritten without them.</param>
/// <param name="Records">Erased records in these. A record that lies in several files counts in each.</param>
/// <param name="Deleted">Files that hold nothing else and are deleted. Parquet files stay, without rows, since other files name them.</param>
public sealed record ErasedPlace(string Place, long Files, long Records, long Deleted);
