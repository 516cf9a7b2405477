using System.Diagnostics.Metrics;
using Datalake.Embedded.Delivery;

namespace Datalake.Embedded.Live;

/// <summary>The instruments of the lake, under the meter <c>Datalake</c>.</summary>
internal static class LakeMeter
{
    private static readonly Meter Meter = new("Datalake");
    private static readonly Counter<long> Arrivals = Meter.CreateCounter<long>("datalake.arrivals", "{arrival}", "Arrivals that are committed to the stage.");
    private static readonly Counter<long> Bytes = Meter.CreateCounter<long>("datalake.arrivals.size", "By", "Bytes of committed arrivals, as they came.");
    private static readonly Counter<long> Records = Meter.CreateCounter<long>("datalake.records", "{record}", "Records, by what became of them.");
    private static readonly Counter<long> Rows = Meter.CreateCounter<long>("datalake.table.rows", "{row}", "Rows that came to the consumable table.");

    /// <summary>Counts a commit.</summary>
    public static void Count(Commit commit)
    {
        var dataset = Dataset(commit.Dataset);
        Arrivals.Add(commit.Entries.Count, dataset);
        Bytes.Add(commit.Entries.Sum(entry => entry.Bytes), dataset);
        Records.Add(commit.Entries.Sum(entry => entry.Delivered), dataset, new("outcome", "delivered"));
        Records.Add(commit.Entries.Sum(entry => entry.Quarantined), dataset, new("outcome", "quarantined"));
    }

    /// <summary>Counts rows that came to a table.</summary>
    public static void CountRows(string dataset, long rows) => Rows.Add(rows, Dataset(dataset));

    private static KeyValuePair<string, object?> Dataset(string name) => new("dataset", name);
}
