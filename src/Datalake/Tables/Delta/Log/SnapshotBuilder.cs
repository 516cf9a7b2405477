using Datalake.Storage;

namespace Datalake.Tables.Delta.Log;

/// <summary>Replays a log (Delta Transaction Log Protocol, "Action Reconciliation"). Used once.</summary>
internal sealed class SnapshotBuilder(
    Dictionary<string, DataFile> files, Dictionary<string, RemovedFile> tombstones, Dictionary<string, AppTransaction> transactions)
{
    private readonly HashSet<string> unreadable = new(StringComparer.Ordinal);
    private TableProtocol? protocol;
    private TableMetadata? metadata;

    public SnapshotBuilder()
        : this(new(StringComparer.Ordinal), new(StringComparer.Ordinal), new(StringComparer.Ordinal))
    {
    }

    public void Apply(IEnumerable<TableAction> actions)
    {
        foreach (var action in actions)
        {
            switch (action)
            {
                case DataFile file:
                    Add(file);
                    break;
                case RemovedFile file:
                    files.Remove(file.Path);
                    unreadable.Remove(file.Path);
                    tombstones[file.Path] = file;
                    break;
                case AppTransaction transaction:
                    transactions[transaction.AppId] = transaction;
                    break;
                case TableProtocol newer:
                    protocol = newer;
                    break;
                case TableMetadata newer:
                    metadata = newer;
                    break;
            }
        }
    }

    /// <summary>The snapshot.</summary>
    /// <exception cref="DeltaTableException">The table cannot be read right, and the message says why.</exception>
    public Snapshot Build(string table, long version, DateTimeOffset committedAt, string? entryVersion)
    {
        if (protocol is null) throw Incomplete(table, version, "protocol");
        var features = protocol.UnknownToReader;
        if (features.Count > 0)
        {
            throw new DeltaFeatureException(
                $"The table {table} needs {string.Join(", ", features)} to be read, which the lake does not have. " +
                "Switch the feature off with the engine that made the table (ALTER TABLE … DROP FEATURE), or read it with that engine.",
                features);
        }

        if (metadata is null) throw Incomplete(table, version, "metaData");
        if (!metadata.IsParquet)
        {
            throw new DeltaTableException(
                $"The files of the table {table} are in the format {metadata.Provider}; only Parquet is read. Write it as Parquet.");
        }

        CheckFiles(table, metadata);
        return new Snapshot(version, committedAt, entryVersion, protocol, metadata, files, tombstones, transactions);
    }

    private void Add(DataFile file)
    {
        files[file.Path] = file;
        tombstones.Remove(file.Path);
        if (file.HasDeletionVector || DeltaPath.Problem(file.Path) is not null) unreadable.Add(file.Path);
        else unreadable.Remove(file.Path);
    }

    private void CheckFiles(string table, TableMetadata current)
    {
        if (unreadable.FirstOrDefault() is { } path)
        {
            var problem = files[path].HasDeletionVector
                ? "It has a deletion vector. Rewrite the file with the engine that made the table (REORG TABLE … APPLY (PURGE))."
                : DeltaPath.Problem(path);
            throw new DeltaTableException($"The table {table} names the file {ObjectKeys.Show(path)}. {problem}");
        }

        // Parsed here, so that a type that the lake does not read is refused before a row is.
        var schema = current.Schema;
        foreach (var column in current.PartitionColumns)
        {
            if (schema.Find(column) is null && schema.Fields.Count > 0)
                throw new DeltaTableException($"The partition column '{column}' of the table {table} is not in its schema.");
            foreach (var file in files.Values)
            {
                if (file.PartitionValues.ContainsKey(column)) continue;
                throw new DeltaTableException(
                    $"The file {ObjectKeys.Show(file.Path)} of the table {table} has no value for the partition column '{column}'. " +
                    "Add the file anew with the engine that made the table.");
            }
        }
    }

    private static DeltaTableException Incomplete(string table, long version, string action) =>
        new($"The log of the table {table} has no {action} up to version {version}. Restore the folder {LogNames.Folder} from a copy.");
}
