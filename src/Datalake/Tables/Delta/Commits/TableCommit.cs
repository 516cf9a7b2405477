using Datalake.Tables.Delta.Statistics;

namespace Datalake.Tables.Delta.Commits;

/// <summary>A change of a table, to be committed as one version.</summary>
public sealed record TableCommit
{
    /// <summary>What is done, e.g. <c>WRITE</c>, <c>OPTIMIZE</c>, <c>DELETE</c>; shown in the history.</summary>
    public required string Operation { get; init; }

    /// <summary>Its parameters, for the history.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Counts, for the history.</summary>
    public IReadOnlyDictionary<string, string> Metrics { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The files to add. They are durable already. A path is in one commit once.</summary>
    public IReadOnlyList<DataFile> Adds { get; init; } = [];

    /// <summary>The files to remove; they are in the snapshot that was read.</summary>
    public IReadOnlyList<DataFile> Removes { get; init; } = [];

    /// <summary>False when the rows of the added files are those of the removed ones. It holds for all files of the commit.</summary>
    public bool DataChange { get; init; } = true;

    /// <summary>New metadata; null when it does not change. Required for the first version.</summary>
    public TableMetadata? Metadata { get; init; }

    /// <summary>
    /// How far the writer has come with this commit. When the table has come as far already, nothing is committed. Null when the writer
    /// does not count.
    /// </summary>
    public AppTransaction? Transaction { get; init; }

    /// <summary>
    /// The files on which the commit depends: rows that another writer adds there, or deletes, make it wrong. Nothing for a commit that
    /// only adds, whatever the table has.
    /// </summary>
    public FileFilter Reads { get; init; } = FileFilter.Nothing;
}
