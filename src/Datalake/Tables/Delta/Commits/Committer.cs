using Datalake.Storage;
using Datalake.Tables.Delta.Log;

namespace Datalake.Tables.Delta.Commits;

/// <summary>Puts commits into a log by creating the next entry only where there is none.</summary>
/// <param name="log">The log.</param>
/// <param name="time">The clock.</param>
/// <param name="newId">Makes unique ids.</param>
internal sealed class Committer(LogStore log, TimeProvider time, Func<Guid> newId)
{
    // The store has tried several times itself before it fails.
    private const int FailuresAllowed = 3;

    // Another writer's put of the same entry can be under way: S3 refuses ours then (409), and shows theirs when it is done.
    private const int PutAttempts = 20;

    /// <summary>Commits.</summary>
    /// <param name="read">The version that the commit was made for; null when it makes the table.</param>
    /// <param name="commit">The commit.</param>
    /// <param name="cancellationToken">A token to cancel the operation. A put that has begun is waited for.</param>
    public async Task<CommitResult> CommitAsync(Snapshot? read, TableCommit commit, CancellationToken cancellationToken)
    {
        CommitCheck.Check(log.Table, read, commit);
        var id = newId().ToString("D");
        var current = read;
        while (true)
        {
            // A listing first: an entry that log clean-up took must not be written a second time, which a conditional put alone allows.
            var (newest, conflict) = await CatchUpAsync(read, current, commit, cancellationToken);
            if (conflict is not null) return conflict;
            current = newest;
            if (IsDone(current, commit)) return new CommitResult.AlreadyCommitted(current!);

            var version = (current?.Version ?? -1) + 1;
            var actions = ActionsOf(read, commit, id);

            // Made before the put: what cannot be read afterwards is refused here, and not found out by the next reader.
            var next = Follow(current, actions, version, time.GetUtcNow());
            cancellationToken.ThrowIfCancellationRequested();
            if (await PutAsync(version, ActionWriter.Write(actions), id)) return new CommitResult.Committed(next);
        }
    }

    private async Task<(Snapshot? Newest, CommitResult.Conflict? Conflict)> CatchUpAsync(
        Snapshot? read, Snapshot? current, TableCommit commit, CancellationToken cancellationToken)
    {
        var from = (current?.Version ?? -1) + 1;
        var listing = await log.ListAsync(from, cancellationToken);
        var newest = listing.Newest;
        if (newest < from) return (current, null);
        if (read is null)
        {
            return (null, new CommitResult.Conflict(
                ConflictKind.TableCreated, newest, $"Another writer has made the table {log.Table}. Read the table and start again."));
        }

        var versions = new List<long>();
        for (var version = from; version <= newest; version++) versions.Add(version);
        await foreach (var (version, actions) in log.ReadCommitsAsync(versions, cancellationToken))
        {
            if (actions is null)
            {
                throw new DeltaTableException(
                    $"Version {version} is gone from the log of the table {log.Table}, so what was read at version {read.Version} cannot be " +
                    "compared with it. Read the table and start again.");
            }

            if (!actions.Exists(action => action is AppTransaction theirs && Covers(theirs, commit))
                && ConflictCheck.Find(log.Table, read, commit, version, actions) is { } conflict)
            {
                return (null, conflict);
            }

            current = Follow(current, actions, version, listing.Commits.GetValueOrDefault(version)?.LastModified ?? time.GetUtcNow());
            if (IsDone(current, commit)) return (current, null);
        }

        return (current, null);
    }

    /// <summary>Puts an entry.</summary>
    /// <returns>True when it is there, false when another writer's is.</returns>
    private async Task<bool> PutAsync(long version, byte[] entry, string id)
    {
        // Without the caller's token: a put that is given up may be done all the same, and nobody would know.
        var key = log.KeyOf(LogNames.Commit(version));
        ObjectStoreException? failure = null;
        var failures = 0;
        for (var attempt = 1; attempt <= PutAttempts && failures < FailuresAllowed; attempt++)
        {
            var isAnswered = false;
            try
            {
                if (await log.Store.PutAsync(key, entry, PutMode.IfAbsent, CancellationToken.None)) return true;
                isAnswered = true;
            }
            catch (ObjectStoreException thrown)
            {
                failure = thrown;
                failures++;
            }

            // There is an entry, or the answer is lost. A store that repeats a put whose answer it lost says that there is one: ours.
            try
            {
                if (await log.ReadAsync(key, CancellationToken.None) is { } found)
                {
                    if (IdOf(found, key) != id) return false;

                    // After a failure it is there, but perhaps not yet for good; that the next put says.
                    if (isAnswered) return true;
                }
            }
            catch (ObjectStoreException thrown)
            {
                failure ??= thrown;
                failures++;
            }
        }

        throw new ObjectStoreException(
            $"It is not known whether version {version} of the table {log.Table} was committed: " +
            (failure?.Message ?? "the store says that there is an entry, and does not find it.") +
            " Nothing was deleted. Run it again: what is in the table is found there.",
            failure as Exception ?? new IOException("The store contradicts itself."));
    }

    private static string? IdOf(byte[] entry, string key) =>
        ActionReader.Read(entry, key).OfType<CommitInfo>().FirstOrDefault()?.CommitId;

    private List<TableAction> ActionsOf(Snapshot? read, TableCommit commit, string id)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var actions = new List<TableAction>
        {
            new CommitInfo
            {
                Timestamp = now,
                Operation = commit.Operation,
                Parameters = commit.Parameters,
                Metrics = commit.Metrics,
                ReadVersion = read?.Version,
                IsBlindAppend = commit.Removes.Count == 0 && ReferenceEquals(commit.Reads, Statistics.FileFilter.Nothing),
                Engine = Engine,
                CommitId = id,
            },
        };
        if (read is null) actions.Add(TableProtocol.Created);
        if (commit.Metadata is { } metadata) actions.Add(metadata);
        if (commit.Transaction is { } transaction) actions.Add(transaction with { LastUpdated = now });
        actions.AddRange(commit.Removes.Select(file => new RemovedFile(file.Path, now, commit.DataChange)
        {
            PartitionValues = file.PartitionValues, Size = file.Size,
        }));
        actions.AddRange(commit.Adds.Select(file => file with { DataChange = commit.DataChange }));
        return actions;
    }

    private static string Engine { get; } = $"Datalake/{typeof(Committer).Assembly.GetName().Version?.ToString(3)}";

    private Snapshot Follow(Snapshot? before, List<TableAction> actions, long version, DateTimeOffset committedAt)
    {
        var builder = before?.ToBuilder() ?? new SnapshotBuilder();
        builder.Apply(actions);
        return builder.Build(log.Table, version, committedAt, entryVersion: null);
    }

    private static bool IsDone(Snapshot? current, TableCommit commit) =>
        commit.Transaction is { } ours && current?.Transactions.GetValueOrDefault(ours.AppId) is { } theirs && Covers(theirs, commit);

    private static bool Covers(AppTransaction theirs, TableCommit commit) =>
        commit.Transaction is { } ours && theirs.AppId == ours.AppId && theirs.Version >= ours.Version;
}
