using System.Text.Json;
using Datalake.Embedded.Ingestion;
using Datalake.Embedded.Storage;

namespace Datalake.Embedded.Erasing;

/// <summary>Writes the log of discarded entries with the names and versions that arrivals have after an erasure.</summary>
internal static class DiscardRewriter
{
    /// <summary>Writes the files of a dataset that change.</summary>
    /// <param name="store">The lake's store.</param>
    /// <param name="dataset">The dataset's name.</param>
    /// <param name="changes">What becomes of arrivals.</param>
    /// <param name="journal">Receives the changes.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public static async Task WriteAsync(
        FileObjectStore store, string dataset, ArrivalChanges changes, EraseJournal journal, CancellationToken cancellationToken)
    {
        await foreach (var found in store.ListAsync($"{DiscardLog.Prefix}{dataset}/", cancellationToken))
        {
            var log = new DiscardLog(store);
            var before = await log.ReadAsync(found.Key, cancellationToken).ToListAsync(cancellationToken);
            var after = before.ConvertAll(one => one with
            {
                Source = changes.KeyOf(one.Source), Version = changes.VersionOf(one.Source, one.Version),
            });
            if (after.SequenceEqual(before)) continue;
            journal.Replace(found.Key, DiscardLog.Serialize(after));
        }
    }
}
