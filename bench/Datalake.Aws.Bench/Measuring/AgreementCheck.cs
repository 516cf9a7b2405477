using System.Text;
using System.Text.Json.Nodes;
using Datalake.Aws.Bench.Arrivals;
using Datalake.Aws.Bench.Services;
using Datalake.Aws.Bench.Variants;

namespace Datalake.Aws.Bench.Measuring;

/// <summary>
/// Holds what the functions write against each other, record by record: a bench that compares different work is worth nothing. The structured records must be
/// those that the lake itself makes; the delivered ones must be those of the first variant, but for the time and for the digest, which is of the record's
/// text and so of how a number is written.
/// </summary>
/// <param name="stub">The services they call.</param>
internal sealed class AgreementCheck(ServiceStub stub)
{
    private readonly List<string> differences = [];
    private Dictionary<string, JsonObject>? delivered;

    /// <summary>What does not agree.</summary>
    public IReadOnlyList<string> Differences => differences;

    /// <summary>Has a function take arrivals, and looks at what it wrote.</summary>
    /// <param name="kind">The function.</param>
    /// <param name="variant">How it was made.</param>
    /// <param name="arrivals">The arrivals.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task RunAsync(FunctionKind kind, PublishedVariant variant, IReadOnlyList<Arrival> arrivals, CancellationToken cancellation)
    {
        var taken = stub.Taken = new TakenData();
        await using (var function = await RunningFunction.StartAsync(kind, variant, stub))
        {
            foreach (var arrival in arrivals) await function.CallAsync(arrival, cancellation);
        }

        stub.Taken = null;
        var name = $"{kind.Name} ({variant.Title})";
        if (kind == FunctionKind.Structure) CompareStructured(name, taken, arrivals);
        else CompareDelivered(name, taken, arrivals);
    }

    private void CompareStructured(string name, TakenData taken, IReadOnlyList<Arrival> arrivals)
    {
        var objects = taken.Objects;
        if (objects.Count != arrivals.Count) differences.Add($"{name} wrote {objects.Count} objects of {arrivals.Count} arrivals.");
        foreach (var arrival in arrivals)
        {
            var records = objects.GetValueOrDefault($"/{FunctionKind.LakeBucket}/{arrival.StructuredKey}") ?? [];
            var expected = Encoding.UTF8.GetString(arrival.Structured.Content).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            if (records.Count != expected.Length) differences.Add($"{name} wrote {records.Count} records of {arrival.Key}, which has {expected.Length}.");
            var other = records.Zip(expected).Count(pair => !JsonNode.DeepEquals(pair.First, JsonNode.Parse(pair.Second)));
            if (other > 0) differences.Add($"{name} structured {other} records of {arrival.Key} differently.");
        }
    }

    private void CompareDelivered(string name, TakenData taken, IReadOnlyList<Arrival> arrivals)
    {
        var records = taken.Delivered;
        var expected = arrivals.Sum(arrival => arrival.Records);
        if (records.Count != expected) differences.Add($"{name} delivered {records.Count} records of {expected}.");
        var bySource = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var record in records)
        {
            if (((string?)record["_digest"])?.Length != 32 || !record.Remove("_digest") || !record.Remove("_ingested_at")) differences.Add($"{name} delivered a record without digest or time.");
            if ((string?)record["_rescued"] is { } rescued) record["_rescued"] = JsonNode.Parse(rescued);
            if (!bySource.TryAdd((string)record["_source"]!, record)) differences.Add($"{name} delivered {record["_source"]} twice.");
        }

        delivered ??= bySource;
        var other = delivered.Where(pair => !bySource.TryGetValue(pair.Key, out var record) || !JsonNode.DeepEquals(pair.Value, record)).Select(pair => pair.Key).ToArray();
        if (other.Length > 0) differences.Add($"{name} delivered {other.Length} records differently, e.g. {other[0]}: {FirstDifference(delivered[other[0]], bySource.GetValueOrDefault(other[0]))}");
    }

    private static string FirstDifference(JsonObject expected, JsonObject? found) => found is null
        ? "it is not there"
        : expected.Select(pair => pair.Key).Union(found.Select(pair => pair.Key), StringComparer.Ordinal)
            .Where(key => !JsonNode.DeepEquals(expected[key], found[key]))
            .Select(key => $"{key} is {Short(found[key])}, not {Short(expected[key])}").First();

    private static string Short(JsonNode? node) => node?.ToJsonString() is { } text ? text[..Math.Min(300, text.Length)] : "null";
}
