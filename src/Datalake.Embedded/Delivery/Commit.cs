namespace Datalake.Embedded.Delivery;

/// <summary>What became durable in one step: stage files, and the arrivals whose records they hold.</summary>
/// <param name="Id">The commit's name; sorts by time.</param>
/// <param name="Dataset">The dataset's name.</param>
/// <param name="Files">The stage files.</param>
/// <param name="Entries">The arrivals.</param>
public sealed record Commit(string Id, string Dataset, IReadOnlyList<CommitFile> Files, IReadOnlyList<CommitEntry> Entries);

/// <summary>A stage file of a commit.</summary>
/// <param name="Pending">Its file name in the folder of files that wait for their commit.</param>
/// <param name="Key">Its key in the stage.</param>
/// <param name="Records">Rows in it.</param>
/// <param name="Bytes">Its size.</param>
public sealed record CommitFile(string Pending, string Key, long Records, long Bytes);
