using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Datalake.Storage;
using Datalake.Tables.Delta.Commits;
using Datalake.Tables.Delta.Log;
using Datalake.Tables.Delta.Maintenance;

namespace Datalake.Tables.Delta;

/// <summary>
/// A Delta Lake table in a folder of a store: reader version 1, writer version 2 of the Delta Transaction Log Protocol. Safe to share
/// between threads; any number of writers can commit to one table.
/// </summary>
/// <remarks>
/// Methods throw <see cref="ObjectStoreException"/> when the store cannot do what is asked, <see cref="DeltaFeatureException"/> when the table
/// needs a feature that the lake does not have, and <see cref="DeltaTableException"/> when its log cannot be read.
/// </remarks>
public sealed class DeltaTable
{
    private readonly LogStore log;
    private readonly LogReader reader;
    private readonly Committer committer;
    private readonly LogMaintenance? maintenance;
    private readonly TimeProvider time;

    /// <summary>Names a table, which need not exist.</summary>
    /// <param name="store">The store.</param>
    /// <param name="folder">The table's folder, e.g. <c>consumable_tables/checkout/</c>.</param>
    /// <param name="checkpoints">Reads and writes checkpoints; null where that is not possible: then none is written or read.</param>
    /// <param name="time">The clock.</param>
    /// <param name="newId">Makes ids that no other writer makes; null for random ones.</param>
    public DeltaTable(
        IObjectStore store, string folder, ICheckpointFormat? checkpoints, TimeProvider time, Func<Guid>? newId = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (!folder.EndsWith('/')) throw new ArgumentException($"The folder {folder} must end in '/'.", nameof(folder));
        log = new LogStore(store, folder);
        this.time = time;
        reader = new LogReader(log, checkpoints);
        NewId = newId ?? RandomId;
        committer = new Committer(log, time, NewId);
        maintenance = checkpoints is null ? null : new LogMaintenance(log, checkpoints, time);
    }

    /// <summary>The table's folder, with <c>/</c> at the end.</summary>
    public string Folder => log.Table;

    /// <summary>Makes ids that no other writer makes, such as that of a new table.</summary>
    public Func<Guid> NewId { get; }

    /// <summary>The key of a file of the table.</summary>
    /// <param name="file">The file.</param>
    public string KeyOf(DataFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return Folder + file.Path;
    }

    /// <summary>Opens the newest version.</summary>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>Null when there is no table in the folder.</returns>
    public Task<Snapshot?> OpenAsync(CancellationToken cancellationToken) => reader.OpenAsync(null, cancellationToken);

    /// <summary>Opens a version.</summary>
    /// <param name="version">The version, from 0.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="DeltaTableException">There is no such version, or it cannot be read any more.</exception>
    public async Task<Snapshot> OpenAtAsync(long version, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(version);
        return await reader.OpenAsync(version, cancellationToken) ?? throw NoTable();
    }

    /// <summary>Opens the version that was the newest at a time; the newest of all for a time after its commit.</summary>
    /// <param name="time">The time, any offset.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="DeltaTableException">The table is younger, or that version cannot be read any more.</exception>
    public async Task<Snapshot> OpenAtAsync(DateTimeOffset time, CancellationToken cancellationToken)
    {
        var listing = await log.ListAsync(0, cancellationToken);
        if (listing.Commits.Count == 0) throw NoTable();
        if (CommitTimes.NewestAt(listing, time) is >= 0 and var version) return await OpenAtAsync(version, cancellationToken);
        var first = CommitTimes.Of(listing).First();
        throw new DeltaTableException(
            $"The log of the table {Folder} does not reach back to {time.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}; its first version is " +
            $"{first.Version}, committed at {first.Time.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}. Ask for a later time.");
    }

    /// <summary>Brings a snapshot up to the newest version. Only the versions since are read.</summary>
    /// <param name="held">The snapshot.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The same snapshot when it is the newest; null when the table is gone.</returns>
    public Task<Snapshot?> RefreshAsync(Snapshot held, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(held);
        return reader.RefreshAsync(held, cancellationToken);
    }

    /// <summary>The versions that the log has, the newest first. They are read one after the other, so taking a few costs little.</summary>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public async IAsyncEnumerable<TableVersion> HistoryAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var listing = await log.ListAsync(0, cancellationToken);
        var times = CommitTimes.Of(listing).ToDictionary(version => version.Version, version => version.Time);
        await foreach (var (version, actions) in log.ReadCommitsAsync([.. times.Keys.OrderDescending()], cancellationToken))
        {
            // Clean-up has taken it, and with it all before it.
            if (actions is null) yield break;
            yield return new TableVersion(version, times[version], actions.OfType<CommitInfo>().FirstOrDefault() ?? new CommitInfo());
        }
    }

    /// <summary>Which versions have added the files of a snapshot.</summary>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The versions by <see cref="DataFile.Path"/>, without those that the log does not have any more.</returns>
    public async Task<IReadOnlyDictionary<string, long>> AddedVersionsAsync(Snapshot snapshot, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var listing = await log.ListAsync(0, cancellationToken);
        var versions = CommitTimes.Of(listing).Select(each => each.Version).Where(version => version <= snapshot.Version);
        var added = new Dictionary<string, long>(StringComparer.Ordinal);
        await foreach (var (version, actions) in log.ReadCommitsAsync([.. versions.OrderDescending()], cancellationToken))
        {
            foreach (var file in (actions ?? []).OfType<DataFile>())
            {
                if (snapshot.Find(file.Path) is not null) added.TryAdd(file.Path, version);
            }

            if (added.Count == snapshot.Files.Count) break;
        }

        return added;
    }

    /// <summary>
    /// Commits a change. When other writers were first, it follows them where both go together. Every twentieth version (or as
    /// <c>delta.checkpointInterval</c> says) gets a checkpoint, and versions that are older than 30 days
    /// (<c>delta.logRetentionDuration</c>) and that a checkpoint covers are deleted from the log.
    /// </summary>
    /// <param name="read">The version that the change was made for; null when it makes the table.</param>
    /// <param name="commit">The change.</param>
    /// <param name="cancellationToken">
    /// A token to cancel the operation. Once the log entry is being put, that is waited for, so that the caller knows what became of it.
    /// </param>
    /// <exception cref="ArgumentException">The commit itself is wrong: a file twice, a removed file that is not in the table.</exception>
    /// <exception cref="ObjectStoreException">
    /// The store failed, and could not be asked what became of the commit. It may be in the table; nothing was deleted.
    /// </exception>
    public async Task<CommitResult> CommitAsync(Snapshot? read, TableCommit commit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(commit);
        var result = await committer.CommitAsync(read, commit, cancellationToken);
        if (maintenance is null || result is not CommitResult.Committed committed) return result;
        return committed with { MaintenanceFailure = await maintenance.TryRunAsync(committed.Snapshot, cancellationToken) };
    }

    /// <summary>
    /// Finds the files below the table's folder that no version needs which was the newest within a time. It deletes nothing.
    /// </summary>
    /// <param name="retention">The time; Delta Lake's default is 7 days. Queries that run longer, and files that wait longer to be committed, break.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="DeltaTableException">There is no table.</exception>
    public Task<VacuumPlan> PlanVacuumAsync(TimeSpan retention, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(retention, TimeSpan.Zero);
        return new VacuumPlanner(log, reader).PlanAsync(time.GetUtcNow() - retention, cancellationToken);
    }

    private static Guid RandomId()
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes);

        // RFC 9562, version 4: the version and variant are fixed, the rest is random.
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    private DeltaTableException NoTable() => new($"There is no Delta table in {Folder}. Has the dataset been partitioned yet?");
}
