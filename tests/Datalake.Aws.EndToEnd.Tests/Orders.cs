using Datalake.Generator;
using Datalake.Conforming;
using Datalake.Datasets;
using Datalake.Embedded.Storage;
using Datalake.Pipeline;
using Datalake.Protection;
using Datalake.Quarantining;
using Datalake.Records;
using Datalake.Storage;
using System.Text.Json.Nodes;

namespace Datalake.Aws.EndToEnd.Tests;

/// <summary>Generated arrivals, and what the lake on one machine makes of them: the two must agree.</summary>
/// <param name="Arrivals">The arrivals by key.</param>
/// <param name="Rows">The rows that must come of them, without the time at which they were taken, as text.</param>
/// <param name="Quarantined">How many records must go to quarantine.</param>
internal sealed record Orders(IReadOnlyDictionary<string, byte[]> Arrivals, IReadOnlyList<string> Rows, int Quarantined)
{
    public static async Task<Orders> MakeAsync(CheckoutGeneratorOptions options, string keyPrefix = "")
    {
        var sink = new Sink(keyPrefix);
        new CheckoutGenerator(options).Generate(sink);
        var folder = Directory.CreateTempSubdirectory("datalake-orders-").FullName;
        try
        {
            return await ExpectAsync(sink.Arrivals, folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A row without the time at which it was taken.</summary>
    public static string RowOf(JsonObject record)
    {
        var copy = record.DeepClone().AsObject();
        Assert.True(copy.Remove("_ingested_at"));
        return copy.ToJsonString();
    }

    private static async Task<Orders> ExpectAsync(Dictionary<string, byte[]> arrivals, string folder)
    {
        var stop = TestContext.Current.CancellationToken;
        var dataset = DatasetCatalog.Load(Path.Combine(AppContext.BaseDirectory, "datasets")).Catalog!.Find("checkout")!;
        var raw = new FileObjectStore(Path.Combine(folder, "raw"), syncsWriters: false);
        var lake = new FileObjectStore(Path.Combine(folder, "lake"), syncsWriters: false);
        var quarantine = new QuarantineStore(lake);
        using var structure = new StructureStep(raw, lake, quarantine, ProtectionKeys.FromEnvironment, RecordLimits.Default);
        using var deliver = new DeliverStep(lake, quarantine, TimeProvider.System, RecordLimits.Default);
        var stream = new CollectingStream();
        var quarantined = 0L;
        foreach (var (key, content) in arrivals)
        {
            await raw.PutAsync(key, content, PutMode.Replace, stop);
            var structured = await structure.RunAsync(dataset, (await raw.FindAsync(key, stop))!, null, stop);
            quarantined += structured.Counts.Quarantined;
            if (await lake.FindAsync(LakeKeys.Structured("checkout", key), stop) is not { } found) continue;
            quarantined += (await deliver.RunAsync(dataset, found, stream, stop))!.Quarantined;
        }

        return new Orders(arrivals, stream.Rows, (int)quarantined);
    }

    private sealed class Sink(string prefix) : IArrivalSink
    {
        public Dictionary<string, byte[]> Arrivals { get; } = new(StringComparer.Ordinal);

        public void Write(string key, ReadOnlySpan<byte> content) => Arrivals.Add(prefix + key, content.ToArray());
    }

    private sealed class CollectingStream : IDeliveryStream
    {
        public List<string> Rows { get; } = [];

        public ValueTask<IReadOnlyList<RejectedRecord>> PutAsync(DeliveryBatch batch, CancellationToken cancellationToken)
        {
            for (var index = 0; index < batch.Ends.Count; index++)
            {
                var start = index == 0 ? 0 : batch.Ends[index - 1];
                Rows.Add(RowOf(JsonNode.Parse(batch.Lines.Span[start..batch.Ends[index]])!.AsObject()));
            }

            return ValueTask.FromResult<IReadOnlyList<RejectedRecord>>([]);
        }
    }
}
