using Datalake.Storage;
using Datalake.Tables.Delta.Log;

namespace Datalake.Tables.Delta.Maintenance;

/// <summary>Writes checkpoints and deletes old versions from the log.</summary>
/// <param name="log">The log.</param>
/// <param name="checkpoints">Writes checkpoints.</param>
/// <param name="time">The clock.</param>
internal sealed class LogMaintenance(LogStore log, ICheckpointFormat checkpoints, TimeProvider time)
{
    /// <summary>Does what is due after a commit.</summary>
    /// <returns>What went wrong; null when nothing did.</returns>
#pragma warning disable CA1031 // The commit is done; whatever fails here must not look as if it were not.
    public async Task<Exception?> TryRunAsync(Snapshot committed, CancellationToken cancellationToken)
    {
        try
        {
            if (committed.Version == 0 || committed.Version % TableProperties.CheckpointIntervalOf(committed.Metadata) != 0) return null;
            await WriteCheckpointAsync(committed, cancellationToken);
            if (TableProperties.CleansLog(committed.Metadata)) await CleanUpAsync(committed, cancellationToken);
            return null;
        }
        catch (Exception failure)
        {
            return failure;
        }
    }
#pragma warning restore CA1031

    private async Task WriteCheckpointAsync(Snapshot snapshot, CancellationToken cancellationToken)
    {
        var expired = time.GetUtcNow() - TableProperties.FileRetentionOf(snapshot.Metadata);
        var actions = snapshot.ToActions(expired.ToUnixTimeMilliseconds());
        using var content = new MemoryStream();
        await checkpoints.WriteAsync(actions, content, cancellationToken);
        var file = content.GetBuffer().AsMemory(0, (int)content.Length);
        await log.Store.PutAsync(log.KeyOf(LogNames.Checkpoint(snapshot.Version)), file, PutMode.IfAbsent, cancellationToken);
        var hint = LastCheckpoint.Write(snapshot.Version, actions.Count, file.Length, snapshot.Files.Count);
        await log.Store.PutAsync(log.KeyOf(LogNames.LastCheckpoint), hint, PutMode.Replace, cancellationToken);
    }

    private async Task CleanUpAsync(Snapshot snapshot, CancellationToken cancellationToken)
    {
        var listing = await log.ListAsync(0, cancellationToken);
        foreach (var key in LogCleanUp.Expired(listing, time.GetUtcNow() - TableProperties.LogRetentionOf(snapshot.Metadata)))
            await log.Store.DeleteAsync(key, cancellationToken);
    }
}
