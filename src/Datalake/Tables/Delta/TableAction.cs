namespace Datalake.Tables.Delta;

/// <summary>One action of a log entry or checkpoint (Delta Transaction Log Protocol, "Actions").</summary>
public abstract record TableAction;

/// <summary>Removes a file from the table. In a snapshot it is a tombstone: readers of older versions may still need the file.</summary>
/// <param name="Path">The path as in <see cref="DataFile.Path"/>.</param>
/// <param name="DeletionTimestamp">When it was removed, in milliseconds since 1970, UTC; null when the log does not say.</param>
/// <param name="DataChange">False when the rows are in other files of the same version.</param>
public sealed record RemovedFile(string Path, long? DeletionTimestamp, bool DataChange) : TableAction
{
    /// <summary>The file's partition values, when the log has them.</summary>
    public IReadOnlyDictionary<string, string?>? PartitionValues { get; init; }

    /// <summary>The file's bytes, when the log has them.</summary>
    public long? Size { get; init; }
}

/// <summary>How far an application has come, so that it can tell what it has committed already.</summary>
/// <param name="AppId">The application.</param>
/// <param name="Version">Its own number, which grows with each transaction.</param>
public sealed record AppTransaction(string AppId, long Version) : TableAction
{
    /// <summary>When it was committed, in milliseconds since 1970, UTC; null when the log does not say.</summary>
    public long? LastUpdated { get; init; }
}
