using System.Globalization;
using Datalake.Embedded.Tests.Checking;

namespace Datalake.Embedded.Tests.Simulation;

/// <summary>What must come of the arrivals of a simulation, known from what was dropped and what commands have acknowledged.</summary>
internal sealed class ExpectedLake
{
    private readonly Dictionary<string, (string[] Rows, int Bad)> arrivals = new(StringComparer.Ordinal);
    private int records;

    /// <summary>The arrivals that an ingest has acknowledged.</summary>
    public HashSet<string> Ingested { get; private init; } = new(StringComparer.Ordinal);

    /// <summary>The rows that a run of the routine has acknowledged.</summary>
    public HashSet<string> InTable { get; private init; } = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Arrivals => arrivals.Keys;

    public IEnumerable<string> Rows => arrivals.Values.SelectMany(arrival => arrival.Rows).Distinct(StringComparer.Ordinal);

    public int Delivered => arrivals.Values.Sum(arrival => arrival.Rows.Length);

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
                    : string.Create(CultureInfo.InvariantCulture, $"o{random.Next(20)}|{records++}|{random.Next(10, 14)}"));
        }

        var bad = random.Next(4) == 0 ? 1 : 0;
        var key = string.Create(CultureInfo.InvariantCulture, $"orders/{arrivals.Count:d3}");
        arrivals[key] = ([.. rows], bad);
        return (key, string.Join('\n', rows.Select(Record).Concat(Enumerable.Repeat("[1]", bad))) + "\n");
    }

    /// <summary>An ingest of everything there is has ended without a failure.</summary>
    public void AcknowledgeIngest() => Ingested.UnionWith(arrivals.Keys);

    /// <summary>A run of the routine has come to its end.</summary>
    public void AcknowledgePartition() => InTable.UnionWith(Ingested.SelectMany(key => arrivals[key].Rows));

    /// <summary>A copy, for a disk of which the story goes on differently from here.</summary>
    public ExpectedLake Fork()
    {
        var copy = new ExpectedLake { Ingested = [.. Ingested], InTable = [.. InTable], records = records };
        foreach (var (key, arrival) in arrivals) copy.arrivals[key] = arrival;
        return copy;
    }

    // A row is known by its id, its value and the day of its change.
    private static string Record(string row)
    {
        var parts = row.Split('|');
        return Contracts.Order(
            parts[0], $"2026-11-{parts[2]}T10:00:00Z", long.Parse(parts[1], CultureInfo.InvariantCulture), ",\"Status\":\"s" + parts[1] + '"');
    }
}
