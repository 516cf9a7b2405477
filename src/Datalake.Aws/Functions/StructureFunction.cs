using Datalake.Aws.Logging;
using Datalake.Datasets;
using Datalake.Pipeline;
using Datalake.Storage;

namespace Datalake.Aws.Functions;

/// <summary>Structures the raw objects that an event names: the function <c>Struct&lt;Dataset&gt;Data</c>.</summary>
/// <param name="dataset">The dataset it is for.</param>
/// <param name="catalog">All datasets whose arrivals come to the bucket.</param>
/// <param name="raw">Where arrivals lie.</param>
/// <param name="step">The step.</param>
/// <param name="rawBucket">The bucket in which arrivals come.</param>
/// <param name="tools">What it works with.</param>
public sealed class StructureFunction(
    DatasetContract dataset, DatasetCatalog catalog, IObjectStore raw, StructureStep step, string rawBucket, FunctionTools tools)
    : ObjectFunction(rawBucket, tools)
{
    /// <inheritdoc/>
    protected override async Task TakeAsync(StoredObject arrival, FunctionWork work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(arrival);
        ArgumentNullException.ThrowIfNull(work);
        var claimant = catalog.Claim(arrival.Key);
        if (claimant is null)
        {
            work.Skip(
                FunctionMetrics.NoDataset,
                MetricNames.ArrivalsUnclaimed,
                arrival,
                "No contract claims this key. The object stays where it is; add a dataset, or widen raw.keys of one, and backfill."
            );
            return;
        }

        if (claimant.Name != dataset.Name)
        {
            work.Metrics.Add(dataset.Name, MetricNames.EventsIgnored, 1);
            work.Answer = work.Answer with { Ignored = work.Answer.Ignored + 1 };
            work.Log.Debug("Another dataset's arrival.", ("dataset", claimant.Name), ("key", arrival.Key));
            return;
        }

        // A notification that somebody made by hand may not say which content it means: then it is the one that is there.
        if (arrival.Version.Length == 0 && ObjectKeys.Check(arrival.Key) is null)
            arrival = await raw.FindAsync(arrival.Key, cancellationToken) ?? arrival;
        var outcome = await step.RunAsync(dataset, arrival, session: null, cancellationToken);
        switch (outcome.State)
        {
            case ArrivalState.Gone:
                work.Skip(dataset.Name, MetricNames.ArrivalsGone, arrival, "The object is not there any more.");
                break;
            case ArrivalState.Replaced:
                work.Skip(
                    dataset.Name,
                    MetricNames.ArrivalsReplaced,
                    arrival,
                    "The object was replaced since the event; its new content has an event of its own."
                );
                break;
            default:
                work.Count(
                    dataset.Name, arrival, outcome.Counts, MetricNames.RecordsStructured, Tools.Time.GetUtcNow() - arrival.LastModified);
                break;
        }
    }
}
