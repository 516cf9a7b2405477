using System.Text.Json;
using Datalake.Embedded.Storage;
using Datalake.Partitioning;
using Datalake.Storage;

namespace Datalake.Embedded.Erasing;

/// <summary>Writes completion markers with the rows that are left.</summary>
/// <param name="store">The lake's store.</param>
/// <param name="journal">Receives the changes.</param>
internal sealed class MarkerRewriter(FileObjectStore store, EraseJournal journal)
{
    /// <summary>Writes the markers of a dataset that change.</summary>
    /// <param name="dataset">The dataset's name.</param>
    /// <param name="stage">The stage files with erased rows, by key.</param>
    /// <param name="table">The files of the newest version of the table with erased rows.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public async Task WriteAsync(
        string dataset, IReadOnlyDictionary<string, ErasedFile> stage, IEnumerable<ErasedFile> table, CancellationToken cancellationToken)
    {
        // A row of the table was written by the hour in which it was ingested.
        var written = table.SelectMany(file => file.Erased)
            .Where(row => row.IngestedAt is not null)
            .CountBy(row => IngestionHour.Of(DateTimeOffset.UnixEpoch.AddTicks(row.IngestedAt!.Value * TimeSpan.TicksPerMicrosecond)))
            .ToDictionary();
        foreach (var (hour, marker) in await new CompletionMarkers(store).ReadAllAsync(dataset, cancellationToken))
        {
            var rows = marker.Rows - marker.StageFiles.Sum(key => stage.TryGetValue(key, out var file) ? file.Erased.Count : 0L);
            var left = Math.Clamp(marker.Written - written.GetValueOrDefault(hour), 0, Math.Max(0, rows));
            if (rows == marker.Rows && left == marker.Written) continue;
            var changed = marker with { Rows = rows, Written = left, Duplicates = rows - left };
            journal.Replace(
                LakeKeys.CompletionMarker(dataset, hour),
                JsonSerializer.SerializeToUtf8Bytes(changed, CompletionMarkerJson.Default.CompletionMarker));
        }
    }
}
