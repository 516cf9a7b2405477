using Datalake.Storage;

namespace Datalake.Tables.Delta.Commits;

/// <summary>
/// Tells whether a commit can follow a version that another writer committed meanwhile. The rule is serializability: the table must be as
/// if this writer had begun after the other one was done.
/// </summary>
internal static class ConflictCheck
{
    /// <summary>Compares a commit with another writer's.</summary>
    /// <param name="table">The table's folder, for messages.</param>
    /// <param name="read">The version that this writer read.</param>
    /// <param name="commit">This writer's commit.</param>
    /// <param name="version">The other writer's version.</param>
    /// <param name="theirs">Its actions.</param>
    /// <returns>Null when the commit can follow.</returns>
    public static CommitResult.Conflict? Find(
        string table, Snapshot read, TableCommit commit, long version, IReadOnlyList<TableAction> theirs)
    {
        var removed = commit.Removes.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var action in theirs)
        {
            var (kind, what) = action switch
            {
                TableProtocol => (ConflictKind.ProtocolChanged, "changed its protocol"),
                TableMetadata => (ConflictKind.MetadataChanged, "changed its schema or properties"),
                DataFile { DataChange: true } file when commit.Reads.MayMatch(file, read.Metadata) =>
                    (ConflictKind.RowsAdded, $"added rows in {ObjectKeys.Show(file.Path)}, where this commit had read"),
                RemovedFile file when removed.Contains(file.Path) =>
                    (ConflictKind.FileRemoved, $"removed {ObjectKeys.Show(file.Path)}, which this commit removes too"),
                RemovedFile { DataChange: true } file
                    when read.Find(file.Path) is { } known && commit.Reads.MayMatch(known, read.Metadata) =>
                    (ConflictKind.RowsDeleted, $"deleted rows of {ObjectKeys.Show(file.Path)}, which this commit had read"),
                _ => (default, null),
            };
            if (what is not null)
            {
                return new CommitResult.Conflict(
                    kind, version, $"Another writer {what} in version {version} of the table {table}. Read the table and start again.");
            }
        }

        return null;
    }
}
