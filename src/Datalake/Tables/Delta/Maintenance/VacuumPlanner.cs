using Datalake.Storage;
using Datalake.Tables.Delta.Log;

namespace Datalake.Tables.Delta.Maintenance;

/// <summary>Gathers what a <see cref="VacuumPlan"/> needs.</summary>
internal sealed class VacuumPlanner(LogStore log, LogReader reader)
{
    /// <summary>Plans to keep all that a version needs which was the newest at a time or later.</summary>
    public async Task<VacuumPlan> PlanAsync(DateTimeOffset cutOff, CancellationToken cancellationToken)
    {
        // The files first: what is committed after the listing is in the log, or too young.
        var files = new List<StoredObject>();
        await foreach (var file in log.Store.ListAsync(log.Table, cancellationToken)) files.Add(file);
        return VacuumPlan.Of(log.Table, await FindNamedAsync(cutOff, cancellationToken), files, cutOff);
    }

    private async Task<HashSet<string>> FindNamedAsync(DateTimeOffset cutOff, CancellationToken cancellationToken)
    {
        var listing = await log.ListAsync(0, cancellationToken);
        var newest = await reader.OpenAsync(null, cancellationToken)
            ?? throw new DeltaTableException($"There is no Delta table in {log.Table}, so none of its files can be told from others.");
        var named = newest.Files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);

        // Tombstones reach back where the log does not.
        foreach (var file in newest.Tombstones)
        {
            if (file.DeletionTimestamp is not { } deleted || deleted >= cutOff.ToUnixTimeMilliseconds()) named.Add(file.Path);
        }

        // What the version had that was the newest at the cut-off, the newest of all has too, or one since has removed. It is not
        // read itself: a clean-up that was cut short can have left its entry and not those before it.
        var oldest = CommitTimes.NewestAt(listing, cutOff);
        await foreach (var (version, actions) in log.ReadCommitsAsync(
            [.. listing.Commits.Keys.Where(version => version > oldest)], cancellationToken))
        {
            if (actions is null)
                throw new DeltaTableException($"Version {version} of the table {log.Table} was deleted while it was read. Try again later.");
            foreach (var action in actions)
            {
                if (action is DataFile added) named.Add(added.Path);
                else if (action is RemovedFile removed) named.Add(removed.Path);
            }
        }

        return named;
    }
}
