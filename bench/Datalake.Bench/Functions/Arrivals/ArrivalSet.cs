using Datalake.Bench.Functions.Services;
using Datalake.Generator;
using Datalake.Datasets;
using Datalake.Json;
using Datalake.Protection;
using Datalake.Records;
using Datalake.Structuring;

namespace Datalake.Bench.Functions.Arrivals;

/// <summary>Objects of one kind, which the functions are called with in turns.</summary>
/// <param name="Name">The kind.</param>
/// <param name="All">The objects.</param>
internal sealed record ArrivalSet(string Name, IReadOnlyList<Arrival> All)
{
    private const int RecordBytes = 20_000;
    private const int RecordsOfMany = 1000;

    /// <summary>Objects of one order of 20 KB.</summary>
    /// <param name="contract">The contract of checkout.</param>
    public static ArrivalSet Single(DatasetContract contract) => Make("one order", contract, orders: 20, perObject: 1, objects: 50);

    /// <summary>NDJSON objects of 1,000 such orders.</summary>
    /// <param name="contract">The contract of checkout.</param>
    public static ArrivalSet Many(DatasetContract contract) =>
        Make("1,000 orders", contract, orders: RecordsOfMany, perObject: RecordsOfMany, objects: 2);

    private static ArrivalSet Make(string name, DatasetContract contract, int orders, int perObject, int objects)
    {
        var sink = new Sink();
        new CheckoutGenerator(
            new CheckoutGeneratorOptions
            {
                Orders = orders,
                PerObject = perObject,
                RecordSize = RecordBytes,
            }
        ).Generate(sink);
        using var structurer = new RecordStructurer(contract, ProtectionKeys.FromEnvironment, RecordLimits.Default);
        return new ArrivalSet(
            name, [.. sink.Arrivals.Take(objects).Select(arrival => Structure(arrival.Key, arrival.Content, structurer))]);
    }

    private static Arrival Structure(string key, byte[] content, RecordStructurer structurer)
    {
        using var structured = new Utf8Output(content.Length);
        var records = 0;
        foreach (var range in content.AsSpan().Split((byte)'\n'))
        {
            var line = content.AsSpan()[range];
            if (line.IsEmpty) continue;
            if (structurer.Structure(line, structured) is { } problem) throw new BenchException($"{key}: {problem}");
            structured.WriteByte((byte)'\n');
            records++;
        }

        return new Arrival(key, records, StoredBytes.Of(content), StoredBytes.Of(structured.WrittenSpan.ToArray()));
    }

    private sealed class Sink : IArrivalSink
    {
        public List<(string Key, byte[] Content)> Arrivals { get; } = [];

        public void Write(string key, ReadOnlySpan<byte> content) => Arrivals.Add((key, content.ToArray()));
    }
}
