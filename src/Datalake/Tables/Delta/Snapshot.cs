using Datalake.Tables.Delta.Statistics;

namespace Datalake.Tables.Delta;

/// <summary>One version of a table. It never changes.</summary>
public sealed class Snapshot
{
    private readonly Dictionary<string, DataFile> files;
    private readonly Dictionary<string, RemovedFile> tombstones;
    private readonly Dictionary<string, AppTransaction> transactions;
    private readonly Lazy<IReadOnlyList<DataFile>> inOrder;

    internal Snapshot(
        long version,
        DateTimeOffset committedAt,
        string? entryVersion,
        TableProtocol protocol,
        TableMetadata metadata,
        Dictionary<string, DataFile> files,
        Dictionary<string, RemovedFile> tombstones,
        Dictionary<string, AppTransaction> transactions)
    {
        Version = version;
        CommittedAt = committedAt;
        EntryVersion = entryVersion;
        Protocol = protocol;
        Metadata = metadata;
        this.files = files;
        this.tombstones = tombstones;
        this.transactions = transactions;
        inOrder = new Lazy<IReadOnlyList<DataFile>>(() => [.. files.Values.OrderBy(file => file.Path, StringComparer.Ordinal)]);
    }

    /// <summary>The version, from 0.</summary>
    public long Version { get; }

    /// <summary>When the version's log entry was put, UTC: by the store's clock, or by the writer's in what a commit returns.</summary>
    public DateTimeOffset CommittedAt { get; }

    /// <summary>What distinguishes the version's log entry from another under the same key; null when it is not known.</summary>
    internal string? EntryVersion { get; }

    /// <summary>What clients must be capable of.</summary>
    public TableProtocol Protocol { get; }

    /// <summary>Schema, partition columns, properties.</summary>
    public TableMetadata Metadata { get; }

    /// <summary>
    /// What of the log could not be read and was not needed, such as a broken checkpoint: a sentence each, which says what to do.
    /// </summary>
    public IReadOnlyList<string> Warnings { get; internal set; } = [];

    /// <summary>The table's files, in the order of their paths.</summary>
    public IReadOnlyList<DataFile> Files => inOrder.Value;

    /// <summary>Files that were removed, and that readers of older versions may still need.</summary>
    public IReadOnlyCollection<RemovedFile> Tombstones => tombstones.Values;

    /// <summary>How far applications have come, by application.</summary>
    public IReadOnlyDictionary<string, AppTransaction> Transactions => transactions;

    /// <summary>Finds a file.</summary>
    /// <param name="path">The path as in <see cref="DataFile.Path"/>.</param>
    /// <returns>Null when the version does not have it.</returns>
    public DataFile? Find(string path) => files.GetValueOrDefault(path);

    /// <summary>The files that may have rows that a condition selects, in the order of their paths.</summary>
    /// <param name="filter">The condition.</param>
    /// <exception cref="ArgumentException">The table has no such column, or the column is of another kind than the value.</exception>
    public IReadOnlyList<DataFile> Select(FileFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        filter.Check(Metadata);
        return [.. Files.Where(file => filter.MayMatch(file, Metadata))];
    }

    /// <summary>What a checkpoint of the version holds, but for tombstones from before a time.</summary>
    internal List<TableAction> ToActions(long tombstonesSince) =>
    [
        Protocol, Metadata,
        .. transactions.Values.OrderBy(transaction => transaction.AppId, StringComparer.Ordinal),
        .. Files,
        .. tombstones.Values
            .Where(file => file.DeletionTimestamp is null || file.DeletionTimestamp >= tombstonesSince)
            .OrderBy(file => file.Path, StringComparer.Ordinal),
    ];

    /// <summary>Something to apply later versions to.</summary>
    internal Log.SnapshotBuilder ToBuilder()
    {
        var builder = new Log.SnapshotBuilder(
            new Dictionary<string, DataFile>(files, StringComparer.Ordinal),
            new Dictionary<string, RemovedFile>(tombstones, StringComparer.Ordinal),
            new Dictionary<string, AppTransaction>(transactions, StringComparer.Ordinal));
        builder.Apply([Protocol, Metadata]);
        return builder;
    }
}
