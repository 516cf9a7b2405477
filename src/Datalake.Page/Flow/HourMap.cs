using Datalake.Embedded.Live;
using Datalake.Embedded.Storage;
using Datalake.Partitioning;
using Datalake.Server.Hosting;
using Datalake.Storage;

namespace Datalake.Page.Flow;

/// <summary>The ingestion hours of a dataset over the last days.</summary>
internal static class HourMap
{
    /// <summary>Days that are shown.</summary>
    public const int Days = 14;

    /// <summary>Reads the hours.</summary>
    /// <param name="lake">The lake.</param>
    /// <param name="dataset">The dataset's name.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The hours by day, the newest day first; those of a day in their order, without those in the future.</returns>
    /// <exception cref="ObjectStoreException">The folder cannot be read.</exception>
    public static async Task<IReadOnlyList<HourCell[]>> ReadAsync(ServerLake lake, string dataset, CancellationToken cancellationToken)
    {
        var store = new FileObjectStore(lake.Live.Folder.Root, syncsWriters: false);
        var markers = new CompletionMarkers(store);
        var marked = await markers.ListAsync(dataset, cancellationToken);
        var failures = lake.Live.State.Failures;
        var now = lake.Time.GetUtcNow();
        var days = new List<HourCell[]>();
        for (var day = 0; day < Days; day++)
        {
            var start = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero).AddDays(-day);
            var cells = new List<HourCell>();
            for (var hour = IngestionHour.Of(start); cells.Count < 24 && hour.Start <= now.UtcDateTime; hour = IngestionHour.Of(new DateTimeOffset(hour.End)))
            {
                var files = new List<string>();
                await foreach (var file in store.ListAsync(LakeKeys.Stage(dataset, hour), cancellationToken)) files.Add(file.Key);
                var marker = marked.Contains(hour) ? await markers.ReadAsync(dataset, hour, cancellationToken) : null;
                cells.Add(HourCell.Of(hour, files, marker, FailureOf(failures, dataset, hour), now.UtcDateTime));
            }

            days.Add([.. cells]);
        }

        return days;
    }

    // The routine names what failed so.
    private static string? FailureOf(IReadOnlyList<LiveFailure> failures, string dataset, IngestionHour hour) =>
        failures.FirstOrDefault(failure => failure.Subject == $"{dataset} {hour}")?.Message;
}
