using System.Collections.Concurrent;
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

    /// <summary>A year has 8,760 markers, each a request.</summary>
    private const int AtOnce = 32;

    private const int Shown = 5;

    private readonly CompletionMarkers completed = new(lake);
    private readonly DueHours hours = new(lake, catalog, time);

    public async Task<HourFigures> ReadAsync(string dataset, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var due = await hours.FindAsync(new PartitionRequest { Dataset = dataset }, cancellationToken);
        var overdue = due.Count(hour => hour.Hour.End < now - Patience);
        var all = await ReadAllAsync(dataset, cancellationToken);
        var unreadable = all.Where(hour => hour.Value is null).Select(hour => hour.Key).ToArray();
        var markers = all.Where(hour => hour.Key.End > now - Looked).Select(hour => hour.Value).OfType<CompletionMarker>().ToArray();
        IngestionHour? newest = all.Count == 0 ? null : all.GetKeyAtIndex(all.Count - 1);
        var last = newest is { } found ? all[found] : null;
        var (rows, written, duplicates) = (
            markers.Sum(marker => marker.Rows), markers.Sum(marker => marker.Written), markers.Sum(marker => marker.Duplicates));
        IReadOnlyList<StatusItem> items =
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
                unreadable.Length == 0
                    ? null
                    : $"The completion markers of {string.Join(", ", unreadable.Take(Shown))}{(unreadable.Length > Shown ? $" and {unreadable.Length - Shown} more" : string.Empty)} cannot be read. Run these hours again: lake aws backfill --dataset {dataset} --hours {unreadable[0]}..{unreadable[^1]}"
            ),
            Item("last_rows", last?.Rows),
            Item("last_written", last?.Written),
            Item("last_duplicates", last?.Duplicates),
            Item("hours_48h", (long)markers.Length),
            Balance(),
            Item("written_48h", written),
            Item("duplicates_48h", duplicates),
        ];
        return new HourFigures(items, due.Count, unreadable.Length > 0 ? null : all.Values.Sum(marker => marker!.Written))
        {
            First = all.Count == 0 ? null : all.GetKeyAtIndex(0), Last = newest,
        };

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

    /// <summary>The completion markers of all hours in order; null is one that cannot be read.</summary>
    private async Task<SortedList<IngestionHour, CompletionMarker?>> ReadAllAsync(string dataset, CancellationToken cancellationToken)
    {
        var read = new ConcurrentDictionary<IngestionHour, CompletionMarker?>();
        await Parallel.ForEachAsync(
            await completed.ListAsync(dataset, cancellationToken),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (hour, stop) => read[hour] = await completed.ReadAsync(dataset, hour, stop));
        return new SortedList<IngestionHour, CompletionMarker?>(read);
    }

    private static string Overdue(IngestionHour oldest, int count) =>
        $"{count} hour{(count == 1 ? " has" : "s have")} been due for more than {Patience.TotalHours:0} hours, the oldest is {oldest}. The last runs say why; their logs are with their cluster.";

    private static string Difference(string dataset, CompletionMarker[] wrong) => string.Create(
        CultureInfo.InvariantCulture,
            $"Hour {wrong[0].Hour} read {wrong[0].Rows} rows, and wrote {wrong[0].Written} and dropped {wrong[0].Duplicates} duplicates{(wrong.Length == 1 ? string.Empty : $"; {wrong.Length - 1} more hours differ too")}. Run it again: lake aws backfill --dataset {dataset} --hours {wrong[0].Hour}"
        );
}

/// <summary>What is known of the hours of a dataset.</summary>
/// <param name="Items">The figures.</param>
/// <param name="Due">How many hours are due.</param>
/// <param name="Written">The rows that the complete hours brought to the table; null when a completion marker cannot be read.</param>
internal sealed record HourFigures(IReadOnlyList<StatusItem> Items, int Due, long? Written)
{
    /// <summary>The first complete hour; null when there is none.</summary>
    public IngestionHour? First { get; init; }

    /// <summary>The last complete hour; null when there is none.</summary>
    public IngestionHour? Last { get; init; }
}
