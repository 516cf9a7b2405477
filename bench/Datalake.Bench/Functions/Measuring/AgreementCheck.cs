using System.Text;
using System.Text.Json.Nodes;
using Datalake.Bench.Functions.Arrivals;
using Datalake.Bench.Functions.Services;
using Datalake.Bench.Functions.Variants;

namespace Datalake.Bench.Functions.Measuring;

/// <summary>
/// Holds what the functions write against each other, record by record: a bench that compares different work is worth nothing. The
/// structured records must be those that the lake itself makes; the delivered ones must be those of the first variant, but for the time and
/// for the digest, which is of the record's text and so of how a number is written.
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
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public async Task RunAsync(
        FunctionKind kind, PublishedVariant variant, IReadOnlyList<Arrival> arrivals, CancellationToken cancellationToken)
    {
        var taken = stub.Taken = new TakenData();
        await using (var function = await RunningFunction.StartAsync(kind, variant, stub))
        {
            foreach (var arrival in arrivals) await function.CallAsync(arrival, cancellationToken);
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
        var others = new List<string>();
        foreach (var arrival in arrivals)
        {
            var records = objects.GetValueOrDefault($"/{FunctionKind.LakeBucket}/{arrival.StructuredKey}") ?? [];
            var expected = Encoding.UTF8.GetString(arrival.Structured.Content).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            if (records.Count != expected.Length)
                differences.Add($"{name} wrote {records.Count} records of {arrival.Key}, which has {expected.Length}.");
            others.AddRange(records.Zip(expected)
                    .Select(pair => JsonDifference.Find(JsonNode.Parse(pair.Second), pair.First))
                    .OfType<string>()
                    .Select(difference => $"{arrival.Key}: {difference}")
            );
        }

        Report(name, others);
    }

    private void CompareDelivered(string name, TakenData taken, IReadOnlyList<Arrival> arrivals)
    {
        var records = taken.Delivered;
        var expected = arrivals.Sum(arrival => arrival.Records);
        if (records.Count != expected) differences.Add($"{name} delivered {records.Count} records of {expected}.");
        var bySource = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var record in records)
        {
            if (((string?)record["_digest"])?.Length != 32 || !record.Remove("_digest") || !record.Remove("_ingested_at"))
                differences.Add($"{name} delivered a record without digest or time.");
            if ((string?)record["_rescued"] is { } rescued) record["_rescued"] = JsonNode.Parse(rescued);
            if (!bySource.TryAdd((string)record["_source"]!, record)) differences.Add($"{name} delivered {record["_source"]} twice.");
        }

        delivered ??= bySource;
        var others = delivered.Select(pair => (pair.Key, Difference: JsonDifference.Find(pair.Value, bySource.GetValueOrDefault(pair.Key))))
            .Where(pair => pair.Difference is not null).Select(pair => $"{pair.Key}: {pair.Difference}").ToArray();
        Report(name, others);
    }

    private void Report(string name, IReadOnlyList<string> others)
    {
        if (others.Count > 0) differences.Add($"{name} made {others.Count} records differently, e.g. {others[0]}");
    }
}
