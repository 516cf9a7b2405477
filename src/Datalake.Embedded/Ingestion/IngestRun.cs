using Datalake.Datasets;
using Datalake.Embedded.Delivery;
using Datalake.Embedded.Storage;
using Datalake.Storage;

namespace Datalake.Embedded.Ingestion;

/// <summary>
/// One run over the raw folder: every arrival that no commit names goes through structure and deliver, several at a time. Arrivals of
/// datasets that are not ready wait, with the reason, and keep no other from being taken.
/// </summary>
internal sealed class IngestRun(
    IObjectStore raw,
    DatasetCatalog catalog,
    ArrivalIngest ingest,
    CommittedArrivals committed,
    IReadOnlyDictionary<string, string> unready,
    int workers)
{
    private const int ShownKeys = 20;

    private readonly Lock gate = new();
    private readonly List<string> unclaimedKeys = [];
    private readonly List<(string Name, string Reason)> skippedNames = [];
    private readonly List<(StoredObject Arrival, string Reason)> failures = [];
    private readonly SortedDictionary<string, (long Arrivals, string Reason)> waiting = new(StringComparer.Ordinal);
    private IngestReport report = new();

    /// <summary>What is done so far.</summary>
    public IngestReport Report
    {
        get
        {
            lock (gate)
                return report with
                {
                    UnclaimedKeys = [.. unclaimedKeys],
                    SkippedNames = [.. skippedNames],
                    Failures = [.. failures],
                    Waiting = [.. waiting.Select(one => (one.Key, one.Value.Arrivals, one.Value.Reason))],
                };
        }
    }

    /// <summary>Counts a name in the raw folder that is not listed.</summary>
    public void Skip(SkippedName name)
    {
        lock (gate)
        {
            if (name.IsUnreadable)
            {
                failures.Add((new StoredObject(name.Name, 0, string.Empty, default), name.Reason));
                return;
            }

            report = report with { Skipped = report.Skipped + 1 };
            if (skippedNames.Count < ShownKeys) skippedNames.Add((ObjectKeys.Show(name.Name), name.Reason));
        }
    }

    /// <summary>Takes every arrival that is not done. What was taken is committed only when the streams are flushed.</summary>
    public async Task RunAsync(IProgress<IngestReport>? progress, CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(FindAsync(cancellationToken), options, async (arrival, token) =>
        {
            var taken = await ingest.TakeAsync(arrival.Dataset, arrival.Object, token);
            lock (gate)
            {
                report = report.With(taken);
                failures.AddRange(taken.Failures);
            }

            progress?.Report(report);
        });
    }

    private async IAsyncEnumerable<(DatasetContract Dataset, StoredObject Object)> FindAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var found in raw.ListAsync(string.Empty, cancellationToken))
        {
            var dataset = catalog.Claim(found.Key);
            lock (gate)
            {
                report = report with { Found = report.Found + 1, Unclaimed = report.Unclaimed + (dataset is null ? 1 : 0) };
                if (dataset is null && unclaimedKeys.Count < ShownKeys) unclaimedKeys.Add(ObjectKeys.Show(found.Key));
            }

            if (dataset is null || committed.Contains(found.Key, found.Version)) continue;
            if (unready.TryGetValue(dataset.Name, out var reason))
            {
                lock (gate) waiting[dataset.Name] = (waiting.GetValueOrDefault(dataset.Name).Arrivals + 1, reason);
                continue;
            }

            yield return (dataset, found);
        }
    }
}
