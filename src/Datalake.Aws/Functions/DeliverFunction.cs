using Datalake.Aws.Logging;
using Datalake.Datasets;
using Datalake.Pipeline;
using Datalake.Storage;

namespace Datalake.Aws.Functions;

/// <summary>Delivers the structured objects that an event names: the function <c>DeliverToFirehoseProxy</c>.</summary>
/// <param name="catalog">All datasets.</param>
/// <param name="step">The step.</param>
/// <param name="streams">The delivery stream of each dataset, by the dataset's name.</param>
/// <param name="lakeBucket">The lake's bucket.</param>
/// <param name="tools">What it works with.</param>
public sealed class DeliverFunction(
    DatasetCatalog catalog, DeliverStep step, IReadOnlyDictionary<string, IDeliveryStream> streams, string lakeBucket, FunctionTools tools)
    : ObjectFunction(lakeBucket, tools)
{
    /// <inheritdoc/>
    protected override async Task TakeAsync(StoredObject arrival, FunctionWork work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(arrival);
        ArgumentNullException.ThrowIfNull(work);
        var parts = arrival.Key.Split('/', 3);
        var name = parts.Length == 3 && parts[0] == "structured_json" ? parts[1] : null;
        if (name is null || LakeKeys.RawOf(name, arrival.Key) is null)
        {
            work.Metrics.Add(FunctionMetrics.NoDataset, MetricNames.EventsIgnored, 1);
            work.Metrics.Add(FunctionMetrics.NoDataset, MetricNames.EventsUnexpected, 1);
            work.Answer = work.Answer with { Ignored = work.Answer.Ignored + 1 };
            work.Log.Warn("The object is not a structured one; narrow the notification to structured_json/.", ("key", arrival.Key));
            return;
        }

        if (catalog.Find(name) is not { } dataset || !streams.TryGetValue(name, out var stream))
        {
            work.Skip(
                FunctionMetrics.NoDataset,
                MetricNames.ArrivalsUnclaimed,
                arrival,
                $"This function knows no dataset {name}, or no delivery stream for it. The object stays where it is; deploy the dataset and backfill."
            );
            return;
        }

        if (await step.RunAsync(dataset, arrival, stream, cancellationToken) is not { } counts)
        {
            work.Skip(name, MetricNames.ArrivalsGone, arrival, "The object is not there any more.");
            return;
        }

        work.Metrics.Add(name, MetricNames.RecordsRescued, counts.Rescued);
        work.Count(name, arrival, counts, MetricNames.RecordsDelivered, Tools.Time.GetUtcNow() - arrival.LastModified);
    }
}
