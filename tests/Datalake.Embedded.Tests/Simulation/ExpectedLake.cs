using System.Globalization;
using Datalake.Embedded.Tests.Checking;

namespace Datalake.Embedded.Tests.Simulation;

/// <summary>What must come of the arrivals of a simulation, known from what was dropped and what commands have acknowledged.</summary>
internal sealed class ExpectedLake
{
    private readonly Dictionary<string, Arrival> arrivals = new(StringComparer.Ordinal);
    private readonly HashSet<string> erased = new(StringComparer.Ordinal);
    private int records;

    /// <summary>The arrivals that an ingest has acknowledged.</summary>
    public HashSet<string> Ingested { get; private init; } = new(StringComparer.Ordinal);

    /// <summary>The rows that a run of the routine has acknowledged, also those that were erased since.</summary>
    public HashSet<string> InTable { get; private init; } = new(StringComparer.Ordinal);

    /// <summary>The order that an erasure was begun of and not acknowledged: it may be there or not.</summary>
    public string? Erasing { get; private set; }

    /// <summary>The orders that an erasure has acknowledged.</summary>
    public IReadOnlyCollection<string> Erased => erased;

    /// <summary>The rows that may be in the table.</summary>
    public IEnumerable<string> Rows => Delivered.Distinct(StringComparer.Ordinal);

    /// <summary>The rows that must be in the table.</summary>
    public IEnumerable<string> Acknowledged => InTable.Where(IsLeft);

    /// <summary>The arrivals that commits must name: one of which nothing is left, nobody need know any more.</summary>
    public IEnumerable<string> Remembered => Ingested.Where(key => arrivals[key].Rows.Any(IsLeft) || HasBad(arrivals[key]));

    /// <summary>The rows of the stage, once all arrivals are done.</summary>
    public IEnumerable<string> Delivered =>
        arrivals.Values.SelectMany(arrival => arrival.Rows).Where(row => !erased.Contains(OrderOf(row)));

    public int Quarantined => arrivals.Values.Sum(arrival => arrival.Bad);

    /// <summary>A new arrival: some records of a few days, some of which came before, some that cannot be read.</summary>
    /// <returns>Its key and its text.</returns>
    public (string Key, string Text) NewArrival(Random random)
    {
        var earlier = Rows.ToArray();
        var rows = new List<string>();
        for (var count = random.Next(1, 6); count > 0; count--)
        {
            rows.Add(
                earlier.Length > 0 && random.Next(4) == 0
                    ? earlier[random.Next(earlier.Length)]
                    : string.Create(CultureInfo.InvariantCulture, $"order-{random.Next(20):d2}|{records++}|{random.Next(10, 14)}"));
        }

        var bad = random.Next(4) == 0 ? 1 : 0;
        var key = string.Create(CultureInfo.InvariantCulture, $"orders/{arrivals.Count:d3}");
        arrivals[key] = new Arrival([.. rows], [.. rows], bad);
        return (key, string.Join('\n', rows.Select(Record).Concat(Enumerable.Repeat("[1]", bad))) + "\n");
    }

    /// <summary>An ingest of everything there is has ended without a failure.</summary>
    public void AcknowledgeIngest() => Ingested.UnionWith(arrivals.Keys);

    /// <summary>A run of the routine has come to its end.</summary>
    public void AcknowledgePartition() => InTable.UnionWith(Ingested.SelectMany(key => arrivals[key].Rows));

    /// <summary>Begins to erase an order, or goes on with the one that was begun.</summary>
    /// <returns>The order; null when there is none.</returns>
    public string? BeginErase(Random random)
    {
        var orders = Rows.Select(OrderOf).ToArray();
        return Erasing ??= orders.Length > 0 ? orders[random.Next(orders.Length)] : null;
    }

    /// <summary>The erasure that was begun has ended without a failure.</summary>
    public void AcknowledgeErase()
    {
        foreach (var key in arrivals.Keys.ToArray())
        {
            var arrival = arrivals[key];
            string[] raw = [.. arrival.Raw.Where(row => OrderOf(row) != Erasing)];
            arrivals[key] = arrival with { Raw = raw, Bad = HasBad(arrival) ? arrival.Bad : 0 };
        }

        erased.Add(Erasing!);
        Erasing = null;
    }

    /// <summary>A copy, for a disk of which the story goes on differently from here.</summary>
    public ExpectedLake Fork()
    {
        var copy = new ExpectedLake { Ingested = [.. Ingested], InTable = [.. InTable], Erasing = Erasing, records = records };
        copy.erased.UnionWith(erased);
        foreach (var (key, arrival) in arrivals) copy.arrivals[key] = arrival;
        return copy;
    }

    private bool IsLeft(string row) => !erased.Contains(OrderOf(row)) && OrderOf(row) != Erasing;

    // What cannot be read goes with an arrival in which all else is of one order.
    private bool HasBad(Arrival arrival) =>
        arrival.Bad > 0 && (arrival.Raw.Length == 0 || arrival.Raw.Any(row => OrderOf(row) != Erasing));

    private static string OrderOf(string row) => row[..row.IndexOf('|', StringComparison.Ordinal)];

    // A row is known by its id, its value and the day of its change.
    private static string Record(string row)
    {
        var parts = row.Split('|');
        return Contracts.Order(
            parts[0], $"2026-11-{parts[2]}T10:00:00Z", long.Parse(parts[1], CultureInfo.InvariantCulture), ",\"Status\":\"s" + parts[1] + '"');
    }

    /// <param name="Rows">The rows that it brought.</param>
    /// <param name="Raw">Those that its file still holds.</param>
    /// <param name="Bad">The records that cannot be read.</param>
    private sealed record Arrival(string[] Rows, string[] Raw, int Bad);
}
