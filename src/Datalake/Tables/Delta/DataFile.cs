using Datalake.Tables.Delta.Statistics;

namespace Datalake.Tables.Delta;

/// <summary>A file of a table: an <c>add</c> action.</summary>
public sealed record DataFile : TableAction
{
    /// <summary>
    /// The path below the table's folder, with <c>/</c> between its parts and nothing escaped. In a table that another writer made it can
    /// be a URI; a snapshot with such a file is refused.
    /// </summary>
    public required string Path { get; init; }

    /// <summary>The values of the partition columns as the log writes them (see <see cref="PartitionText"/>); null is null.</summary>
    public required IReadOnlyDictionary<string, string?> PartitionValues { get; init; }

    /// <summary>Bytes.</summary>
    public required long Size { get; init; }

    /// <summary>When the file was made, in milliseconds since 1970, UTC.</summary>
    public required long ModificationTime { get; init; }

    /// <summary>False when the rows were in the table before, in files that the same version removed.</summary>
    public bool DataChange { get; init; } = true;

    /// <summary>Statistics as JSON; null when there are none. <see cref="FileStatistics"/> writes and reads them.</summary>
    public string? Stats { get; init; }

    /// <summary>Free metadata of the file; null when there is none.</summary>
    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    /// <summary>True when rows of the file are deleted by a deletion vector, which the lake cannot read.</summary>
    public bool HasDeletionVector { get; init; }
}
