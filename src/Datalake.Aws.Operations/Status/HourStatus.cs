using System.Globalization;
using Datalake.Datasets;
using Datalake.Partitioning;
using Datalake.Storage;

namespace Datalake.Aws.Operations.Status;

/// <summary>The stage hours of a dataset: those that are due, and what came of those that are done.</summary>
internal sealed class HourStatus(IObjectStore lake, DatasetCatalog catalog, TimeProvider time)
{
    /// <summary>An hour that is still due this long after its end has met at least two triggers.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(3);

    private static readonly TimeSpan Looked = TimeSpan.FromHours(48);

    private readonly CompletionMarkers completed = new(lake);
    private readonly DueHours hours = new(lake, catalog, time);

    public async Task<IReadOnlyList<StatusItem>> ReadAsync(string dataset, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var due = await hours.FindAsync(new PartitionRequest { Dataset = dataset }, cancellationToken);
        var overdue = due.Count(hour => hour.Hour.End < now - Patience);
        var done = await completed.ListAsync(dataset, cancellationToken);
        var markers = new List<CompletionMarker>();
        var unreadable = new List<IngestionHour>();
        foreach (var hour in done.Where(hour => hour.End > now - Looked).Order())
        {
            if (await completed.ReadAsync(dataset, hour, cancellationToken) is { } marker) markers.Add(marker);
            else unreadable.Add(hour);
        }

        IngestionHour? newest = done.Count == 0 ? null : done.Max();
        var last = newest is { } found
            ? markers.Find(marker => marker.Hour == found.ToString()) ?? await completed.ReadAsync(dataset, found, cancellationToken)
            : null;
        var (rows, written, duplicates) = (
            markers.Sum(marker => marker.Rows), markers.Sum(marker => marker.Written), markers.Sum(marker => marker.Duplicates));
        return
        [
            Item(
                "hours_due",
                (long)due.Count,
                due.FirstOrDefault(hour => hour.Refusal is not null) is { } refused
                    ? $"Hour {refused.Hour} does not run. {refused.Refusal}"
                    : null
            ),
            Item("hours_overdue", (long)overdue, overdue == 0 ? null : Overdue(due[0].Hour, overdue)),
            Item(
                "last_hour",
                newest?.ToString(),
                unreadable.Count == 0
                    ? null
                    : $"The completion markers of {string.Join(", ", unreadable)} cannot be read. Run these hours again: lake aws backfill --dataset {dataset} --hours {unreadable[0]}"
            ),
            Item("last_rows", last?.Rows),
            Item("last_written", last?.Written),
            Item("last_duplicates", last?.Duplicates),
            Item("hours_48h", (long)markers.Count),
            Balance(),
            Item("written_48h", written),
            Item("duplicates_48h", duplicates),
        ];

        StatusItem Item(string figure, object? value, string? message = null) =>
            new(StatusArea.Dataset, dataset, figure, value, message is null ? StatusLevel.Ok : StatusLevel.Attention, message);

        StatusItem Balance()
        {
            var wrong = markers.Where(marker => marker.Rows != marker.Written + marker.Duplicates).ToArray();
            return wrong.Length == 0
                ? Item("rows_48h", rows)
                : new StatusItem(StatusArea.Dataset, dataset, "rows_48h", rows, StatusLevel.Error, Difference(dataset, wrong));
        }
    }

    private static string Overdue(IngestionHour oldest, int count) =>
        $"{count} hour{(count == 1 ? " has" : "s have")} been due for more than {Patience.TotalHours:0} hours, the oldest is {oldest}. The last runs say why; their logs are with their cluster.";

    private static string Difference(string dataset, CompletionMarker[] wrong) => string.Create(
        CultureInfo.InvariantCulture,
            $"Hour {wrong[0].Hour} read {wrong[0].Rows} rows, and wrote {wrong[0].Written} and dropped {wrong[0].Duplicates} duplicates{(wrong.Length == 1 ? string.Empty : $"; {wrong.Length - 1} more hours differ too")}. Run it again: lake aws backfill --dataset {dataset} --hours {wrong[0].Hour}"
        );
}
