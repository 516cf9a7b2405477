using System.Diagnostics.Metrics;
using Datalake.Pipeline;

namespace Datalake.Telemetry;

/// <summary>
/// What a lake counts, under one meter, wherever its steps run: in a function, in a command, in the server. Names and units are in
/// <c>docs/metrics.md</c>. Safe to share between threads.
/// </summary>
public static class LakeMeter
{
    /// <summary>The name of the meter.</summary>
    public const string Name = "Datalake";

    private const string Passed = "passed";
    private const string Quarantined = "quarantined";
    private const string Erased = "erased";

    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> StructuredRecords =
        Meter.CreateCounter<long>("datalake.structured.records", "{record}", "Records that STRUCTURE read, by what became of them.");

    private static readonly Counter<long> StructuredBytes =
        Meter.CreateCounter<long>("datalake.structured.size", "By", "Bytes of the arrivals that STRUCTURE read, as they came.");

    private static readonly Counter<long> DeliveredRecords =
        Meter.CreateCounter<long>("datalake.delivered.records", "{record}", "Records that DELIVER conformed, by what became of them.");

    private static readonly Counter<long> RescuedRecords =
        Meter.CreateCounter<long>("datalake.rescued.records", "{record}", "Delivered records with something in _rescued.");

    private static readonly Counter<long> Arrivals =
        Meter.CreateCounter<long>("datalake.committed.arrivals", "{arrival}", "Arrivals that are committed to the stage.");

    private static readonly Counter<long> Rows =
        Meter.CreateCounter<long>("datalake.table.rows", "{row}", "Rows that were inserted into the consumable table.");

    /// <summary>Counts an arrival that was structured.</summary>
    /// <param name="dataset">The dataset's name.</param>
    /// <param name="counts">Its records.</param>
    public static void Structured(string dataset, StepCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        StructuredBytes.Add(counts.Bytes, Dataset(dataset));
        Add(StructuredRecords, dataset, Passed, counts.Passed);
        Add(StructuredRecords, dataset, Quarantined, counts.Quarantined);
        Add(StructuredRecords, dataset, Erased, counts.Erased);
    }

    /// <summary>Counts records that were delivered.</summary>
    /// <param name="dataset">The dataset's name.</param>
    /// <param name="counts">The records.</param>
    public static void Delivered(string dataset, StepCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        Add(DeliveredRecords, dataset, Passed, counts.Passed);
        Add(DeliveredRecords, dataset, Quarantined, counts.Quarantined);
        if (counts.Rescued > 0) RescuedRecords.Add(counts.Rescued, Dataset(dataset));
    }

    /// <summary>Counts arrivals that were committed to the stage.</summary>
    /// <param name="dataset">The dataset's name.</param>
    /// <param name="arrivals">The arrivals.</param>
    public static void Committed(string dataset, long arrivals) => Arrivals.Add(arrivals, Dataset(dataset));

    /// <summary>Counts rows that were inserted into a consumable table.</summary>
    /// <param name="dataset">The dataset's name.</param>
    /// <param name="rows">The rows.</param>
    public static void Inserted(string dataset, long rows) => Rows.Add(rows, Dataset(dataset));

    private static void Add(Counter<long> counter, string dataset, string outcome, long value)
    {
        if (value > 0) counter.Add(value, Dataset(dataset), new KeyValuePair<string, object?>("outcome", outcome));
    }

    private static KeyValuePair<string, object?> Dataset(string name) => new("dataset", name);
}
