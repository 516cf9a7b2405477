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

    private readonly FinishedHours finished = new(lake);
    private readonly PartitionRoutine routine = new(lake, catalog, new NoEngine(), time);

    public async Task<IReadOnlyList<StatusItem>> ReadAsync(string dataset, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var due = await routine.FindDueAsync(new PartitionRequest { Dataset = dataset }, cancellation);
        var overdue = due.Count(hour => hour.Hour.End < now - Patience);
        var done = await finished.ListAsync(dataset, cancellation);
        var marks = new List<FinishedHour>();
        var unreadable = new List<IngestionHour>();
        foreach (var hour in done.Where(hour => hour.End > now - Looked).Order())
        {
            if (await finished.ReadAsync(dataset, hour, cancellation) is { } mark) marks.Add(mark);
            else unreadable.Add(hour);
        }

        IngestionHour? newest = done.Count == 0 ? null : done.Max();
        var last = newest is { } found ? marks.Find(mark => mark.Hour == found.ToString()) ?? await finished.ReadAsync(dataset, found, cancellation) : null;
        var (rows, written, duplicates) = (marks.Sum(mark => mark.Rows), marks.Sum(mark => mark.Written), marks.Sum(mark => mark.Duplicates));
        return
        [
            Item("hours_due", (long)due.Count),
            Item("hours_overdue", (long)overdue, overdue == 0 ? null : Overdue(due[0].Hour, overdue)),
            Item("last_hour", newest?.ToString(), unreadable.Count == 0 ? null : $"The marks of {string.Join(", ", unreadable)} cannot be read. Run these hours again: lake aws backfill --dataset {dataset} --hours {unreadable[0]}"),
            Item("last_rows", last?.Rows),
            Item("last_written", last?.Written),
            Item("last_duplicates", last?.Duplicates),
            Item("hours_48h", (long)marks.Count),
            Balance(),
            Item("written_48h", written),
            Item("duplicates_48h", duplicates),
        ];

        StatusItem Item(string figure, object? value, string? message = null) =>
            new(StatusArea.Dataset, dataset, figure, value, message is null ? StatusLevel.Ok : StatusLevel.Attention, message);

        StatusItem Balance()
        {
            var wrong = marks.Where(mark => mark.Rows != mark.Written + mark.Duplicates).ToArray();
            return wrong.Length == 0
                ? Item("rows_48h", rows)
                : new StatusItem(StatusArea.Dataset, dataset, "rows_48h", rows, StatusLevel.Error, Difference(dataset, wrong));
        }
    }

    private static string Overdue(IngestionHour oldest, int count) =>
        $"{count} hour{(count == 1 ? " has" : "s have")} been due for more than {Patience.TotalHours:0} hours, the oldest is {oldest}. The last runs say why; their logs are with their cluster.";

    private static string Difference(string dataset, FinishedHour[] wrong) => string.Create(
        CultureInfo.InvariantCulture,
        $"Hour {wrong[0].Hour} read {wrong[0].Rows} rows, and wrote {wrong[0].Written} and dropped {wrong[0].Duplicates} as repeats{(wrong.Length == 1 ? string.Empty : $"; {wrong.Length - 1} more hours differ too")}. Run it again: lake aws backfill --dataset {dataset} --hours {wrong[0].Hour}");

    /// <summary>Stands where the routine wants an engine; only its search is used here.</summary>
    private sealed class NoEngine : IPartitionEngine
    {
        public Task<IReadOnlyList<HourOutcome>> RunAsync(IReadOnlyList<DueHour> hours, IProgress<HourOutcome>? progress, CancellationToken cancellation) =>
            throw new NotSupportedException("A status runs nothing.");
    }
}
