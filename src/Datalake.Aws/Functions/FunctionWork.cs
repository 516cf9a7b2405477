using Datalake.Aws.Logging;
using Datalake.Pipeline;
using Datalake.Storage;

namespace Datalake.Aws.Functions;

/// <summary>What one call has done so far.</summary>
/// <param name="log">Its log.</param>
/// <param name="metrics">Its metrics.</param>
public sealed class FunctionWork(FunctionLog log, FunctionMetrics metrics)
{
    private readonly List<Exception> failures = [];

    /// <summary>Its log.</summary>
    public FunctionLog Log => log;

    /// <summary>Its metrics.</summary>
    public FunctionMetrics Metrics => metrics;

    /// <summary>What it answers.</summary>
    public FunctionAnswer Answer { get; set; } = new();

    internal IReadOnlyList<Exception> Failures => failures;

    /// <summary>Counts an object that was taken to its end.</summary>
    /// <param name="dataset">Its dataset.</param>
    /// <param name="arrival">The object.</param>
    /// <param name="counts">Its records.</param>
    /// <param name="passed">The metric that counts the good ones.</param>
    /// <param name="lag">Since it came.</param>
    public void Count(string dataset, StoredObject arrival, StepCounts counts, string passed, TimeSpan lag)
    {
        ArgumentNullException.ThrowIfNull(counts);
        metrics.Add(dataset, MetricNames.ArrivalsIn, 1);
        metrics.Add(dataset, MetricNames.BytesIn, counts.Bytes);
        metrics.Add(dataset, MetricNames.RecordsIn, counts.Records);
        metrics.Add(dataset, passed, counts.Passed);
        metrics.Add(dataset, MetricNames.RecordsQuarantined, counts.Quarantined);
        metrics.Raise(dataset, MetricNames.LagSeconds, Math.Max(0, lag.TotalSeconds));
        Answer = Answer with
        {
            Arrivals = Answer.Arrivals + 1,
            Records = Answer.Records + counts.Records,
            Passed = Answer.Passed + counts.Passed,
            Quarantined = Answer.Quarantined + counts.Quarantined,
        };
        log.Info(
            "Done.", ("dataset", dataset), ("key", arrival?.Key), ("bytes", counts.Bytes), ("records", counts.Records),
            ("passed", counts.Passed), ("quarantined", counts.Quarantined), ("rescued", counts.Rescued));
        if (!counts.IsConserved)
            log.Error("Records in are not records out; this is a fault of the lake.", ("dataset", dataset), ("key", arrival?.Key));
    }

    /// <summary>Counts an object there was nothing to do for.</summary>
    /// <param name="dataset">Its dataset.</param>
    /// <param name="metric">What it is counted as.</param>
    /// <param name="arrival">The object.</param>
    /// <param name="why">Why.</param>
    public void Skip(string dataset, string metric, StoredObject arrival, string why)
    {
        metrics.Add(dataset, metric, 1);
        Answer = Answer with { Ignored = Answer.Ignored + 1 };
        log.Warn(why, ("dataset", dataset), ("key", arrival?.Key), ("version", arrival?.Version));
    }

    internal void Fail(string metric, StoredObject arrival, Exception failure)
    {
        metrics.Add(FunctionMetrics.NoDataset, metric, 1);
        failures.Add(failure);
        log.Error(
            "Could not be taken; it is tried again.",
            ("key", arrival.Key),
            ("error", failure.Message),
            ("errorType", failure.GetType().Name)
        );
    }
}
