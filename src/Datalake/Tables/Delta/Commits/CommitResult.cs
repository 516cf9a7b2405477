namespace Datalake.Tables.Delta.Commits;

/// <summary>What became of a commit.</summary>
public abstract record CommitResult
{
    private CommitResult()
    {
    }

    /// <summary>It is in the table, once.</summary>
    /// <param name="Snapshot">The table with it; its version is that of the commit.</param>
    public sealed record Committed(Snapshot Snapshot) : CommitResult
    {
        /// <summary>
        /// Why the checkpoint or the log's clean-up that was due did not work; null when nothing failed. The commit is not touched by it,
        /// and the next one that is due tries again.
        /// </summary>
        public Exception? MaintenanceFailure { get; init; }
    }

    /// <summary>The table has come as far as the commit's transaction already, so nothing was done.</summary>
    /// <param name="Snapshot">A version of the table that has come as far.</param>
    public sealed record AlreadyCommitted(Snapshot Snapshot) : CommitResult;

    /// <summary>
    /// Another writer committed something that the commit does not go with. Nothing was done; read the table and start again.
    /// </summary>
    /// <param name="Kind">What it was.</param>
    /// <param name="Version">The other writer's version.</param>
    /// <param name="Message">A sentence that names the version, the file where there is one, and what to do.</param>
    public sealed record Conflict(ConflictKind Kind, long Version, string Message) : CommitResult;
}

/// <summary>What another writer committed.</summary>
public enum ConflictKind
{
    /// <summary>It made the table.</summary>
    TableCreated,

    /// <summary>It changed the table's protocol.</summary>
    ProtocolChanged,

    /// <summary>It changed the table's schema or properties.</summary>
    MetadataChanged,

    /// <summary>It added rows where this writer had read.</summary>
    RowsAdded,

    /// <summary>It deleted rows where this writer had read.</summary>
    RowsDeleted,

    /// <summary>It removed a file that this writer removes too.</summary>
    FileRemoved,
}
