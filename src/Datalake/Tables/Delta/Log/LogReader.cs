namespace Datalake.Tables.Delta.Log;

/// <summary>Makes snapshots of a log.</summary>
/// <param name="log">The log.</param>
/// <param name="checkpoints">Reads checkpoints; null where that is not possible.</param>
internal sealed class LogReader(LogStore log, ICheckpointFormat? checkpoints)
{
    // Log clean-up deletes while others read; what it left was complete a moment ago.
    private const int Attempts = 3;

    /// <summary>The newest version, or the one that is wanted; null when there is no table.</summary>
    public async Task<Snapshot?> OpenAsync(long? wanted, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            if (await OpenByHintAsync(wanted, cancellationToken) is { } hinted) return hinted;
            var listing = await log.ListAsync(0, cancellationToken);
            if (listing.Newest < 0)
                return listing.HasNewerCheckpoint ? throw NewerCheckpoint() : null;
            if (wanted > listing.Newest)
            {
                throw new DeltaTableException(
                    $"The table {log.Table} has no version {wanted}; its newest is {listing.Newest}. Ask for a version up to that.");
            }

            if (await LoadAsync(listing, wanted ?? listing.Newest, cancellationToken) is { } snapshot)
            {
                if (await IsHintBrokenAsync(cancellationToken)) snapshot.Warnings = [.. snapshot.Warnings, BrokenHint];
                return snapshot;
            }
        }

        throw new DeltaTableException(
            $"The log of the table {log.Table} was deleted from while it was read, {Attempts} times. Try again later.");
    }

    /// <summary>Brings a snapshot up to the newest version.</summary>
    public async Task<Snapshot?> RefreshAsync(Snapshot held, CancellationToken cancellationToken)
    {
        var listing = await log.ListAsync(held.Version, cancellationToken);
        var newest = listing.Newest;
        if (newest < held.Version || IsAnother(listing, held) || FirstMissing(listing, held.Version + 1, newest) is not null)
            return await OpenAsync(null, cancellationToken);
        if (newest == held.Version) return held;
        var builder = held.ToBuilder();
        return await ApplyAsync(builder, listing, held.Version + 1, newest, cancellationToken)
            ?? await OpenAsync(null, cancellationToken);
    }

    /// <summary>The state of a version out of a listing; null when a file was deleted since it was listed.</summary>
    /// <exception cref="DeltaTableException">The listing does not have what is needed.</exception>
    public async Task<Snapshot?> LoadAsync(LogListing listing, long version, CancellationToken cancellationToken)
    {
        DeltaTableException? problem = null;
        var warnings = new List<string>();
        foreach (var start in listing.Checkpoints.Where(found => found.Version <= version).Cast<Checkpoint?>().Append(null))
        {
            var from = start is null ? 0 : start.Version + 1;
            if (FirstMissing(listing, from, version) is { } missing)
            {
                problem ??= Gap(listing, missing, version);
                continue;
            }

            var builder = new SnapshotBuilder();
            try
            {
                if (start is not null && !await ReadAsync(start, builder, cancellationToken)) return null;
            }
            catch (DeltaTableException failure)
            {
                problem ??= failure;
                if (failure is not DeltaFeatureException) warnings.Add($"{failure.Message} {WithoutIt}");
                continue;
            }

            var snapshot = await ApplyAsync(builder, listing, from, version, cancellationToken);
            if (snapshot is not null && warnings.Count > 0) snapshot.Warnings = warnings;
            return snapshot;
        }

        throw problem!;
    }

    private async Task<Snapshot?> OpenByHintAsync(long? wanted, CancellationToken cancellationToken)
    {
        if (checkpoints is null) return null;
        var content = await log.ReadAsync(log.KeyOf(LogNames.LastCheckpoint), cancellationToken);
        if (content is null || LastCheckpoint.Read(content) is not { } hint || hint < 0 || hint > (wanted ?? long.MaxValue)) return null;
        var listing = await log.ListAsync(hint, cancellationToken);
        if (wanted > listing.Newest || !listing.Checkpoints.Any(found => found.Version <= (wanted ?? long.MaxValue))) return null;
        try
        {
            return await LoadAsync(listing, wanted ?? listing.Newest, cancellationToken);
        }
        catch (DeltaTableException failure) when (failure is not DeltaFeatureException)
        {
            // The hint is wrong or its checkpoint broken; the whole log may still do, and else says what is missing.
            return null;
        }
    }

    // The next checkpoint writes it again.
    private string BrokenHint =>
        $"{log.KeyOf(LogNames.LastCheckpoint)} is damaged. {WithoutIt}";

    private const string WithoutIt = "The table was read without it, which takes longer. Delete it, or restore it from a copy.";

    private async Task<bool> IsHintBrokenAsync(CancellationToken cancellationToken) =>
        checkpoints is not null
        && await log.ReadAsync(log.KeyOf(LogNames.LastCheckpoint), cancellationToken) is { } content
        && LastCheckpoint.Read(content) is null;

    // The table was deleted and made anew, or restored from a copy.
    private static bool IsAnother(LogListing listing, Snapshot held) =>
        held.EntryVersion is { } known && listing.Commits.TryGetValue(held.Version, out var entry) && entry.Version != known;

    private async Task<bool> ReadAsync(Checkpoint checkpoint, SnapshotBuilder builder, CancellationToken cancellationToken)
    {
        foreach (var part in checkpoint.Parts)
        {
            if (checkpoints is null)
            {
                throw new DeltaTableException(
                    $"The table {log.Table} can be read only by its checkpoint {part.Key}, and this program reads no checkpoints.");
            }

            if (await log.ReadAsync(part.Key, cancellationToken) is not { } content) return false;
            try
            {
                using var file = new MemoryStream(content, writable: false);
                builder.Apply(await checkpoints.ReadAsync(file, cancellationToken));
            }
            catch (DeltaTableException failure)
            {
                throw new DeltaTableException($"The checkpoint {part.Key} cannot be read. {failure.Message}", failure);
            }
        }

        return true;
    }

    private async Task<Snapshot?> ApplyAsync(
        SnapshotBuilder builder, LogListing listing, long from, long to, CancellationToken cancellationToken)
    {
        var versions = new List<long>();
        for (var version = from; version <= to; version++) versions.Add(version);
        await foreach (var (_, actions) in log.ReadCommitsAsync(versions, cancellationToken))
        {
            if (actions is null) return null;
            builder.Apply(actions);
        }

        var file = listing.Commits.TryGetValue(to, out var entry)
            ? entry
            : listing.CheckpointFiles.First(found => found.Version == to).File;
        return builder.Build(log.Table, to, file.LastModified, entry?.Version);
    }

    private static long? FirstMissing(LogListing listing, long from, long to)
    {
        for (var version = from; version <= to; version++)
        {
            if (!listing.Commits.ContainsKey(version)) return version;
        }

        return null;
    }

    private DeltaTableException Gap(LogListing listing, long missing, long version)
    {
        if (listing.HasNewerCheckpoint) return NewerCheckpoint();
        var oldest = listing.Checkpoints.Select(found => found.Version).DefaultIfEmpty(long.MaxValue).Min();
        return version < oldest && version < listing.Newest && oldest != long.MaxValue
            ? new DeltaTableException(
                $"Version {version} of the table {log.Table} cannot be read any more: version {missing} is gone from its log, as old " +
                $"versions are after {TableProperties.LogRetention}. The oldest version with a checkpoint is {oldest}.")
            : new DeltaTableException(
                $"The log of the table {log.Table} lacks version {missing}, so version {version} cannot be read. " +
                $"Restore {LogNames.Folder}{LogNames.Commit(missing)} from a copy.");
    }

    private DeltaFeatureException NewerCheckpoint() =>
        new(
            $"The log of the table {log.Table} can be read only by a checkpoint of the feature v2Checkpoint, which the lake does not have. " +
            "Switch the feature off with the engine that made the table (ALTER TABLE … DROP FEATURE v2Checkpoint).",
            ["v2Checkpoint"]);
}
