using System.IO.Compression;
using Datalake.Generator.Orders;
using Datalake.Generator.Scheduling;

namespace Datalake.Generator.Writing;

/// <summary>Gathers records into arrivals, names and compresses them, hands them on and keeps count.</summary>
internal sealed class ArrivalWriter(CheckoutGeneratorOptions options, IArrivalSink sink, IProgress<GenerationCounts>? progress)
    : IDisposable
{
    private const int Shards = 10;
    private const int ArrivalsAReport = 64;

    private readonly string name = options.Dataset == GeneratedDataset.Checkout ? "CheckoutOrder" : "FulfillmentOrder";
    private readonly PooledBuffer batch = new();
    private readonly MemoryStream compressed = new();
    private int batchRecords;

    public GenerationCounts Counts { get; private set; } = new();

    public void Add(Order order, in ScheduledArrival arrival, ReadOnlySpan<byte> record)
    {
        if (batchRecords >= options.PerObject && arrival.Kind != ArrivalKind.Spoiled) SendBatch();
        Counts = Counts with
        {
            Records = Counts.Records + 1,
            Bad = Counts.Bad + (arrival.Kind == ArrivalKind.Spoiled ? 1 : 0),
            Duplicates = Counts.Duplicates + (arrival.Kind == ArrivalKind.Again ? 1 : 0),
            Late = Counts.Late + (arrival.Kind == ArrivalKind.Late ? 1 : 0),
            // Every order has a first stage, which comes exactly once by one of these two routes.
            Orders = Counts.Orders + (arrival is { Stage: 0, Kind: ArrivalKind.OnTime or ArrivalKind.Late } ? 1 : 0),
        };
        if (options.PerObject == 1)
        {
            Send($"{order.Shard}_{name}/{order.Id}/id/{arrival.Stage + 1}{Suffix(arrival.Kind)}", record);
            return;
        }

        batch.Append(record);
        batch.Append((byte)'\n');
        batchRecords++;
    }

    /// <summary>Sends the records that wait for their arrival to be full.</summary>
    public void Complete()
    {
        if (batchRecords > 0) SendBatch();
        progress?.Report(Counts);
    }

    public void Dispose()
    {
        batch.Dispose();
        compressed.Dispose();
    }

    private static string Suffix(ArrivalKind kind) => kind switch
    {
        ArrivalKind.Again => "-again",
        ArrivalKind.Spoiled => "-bad",
        _ => "",
    };

    private void SendBatch()
    {
        var number = Counts.Arrivals + 1;
        Send($"{number % Shards}_{name}/batch-{number:D6}/id/1", batch.Written);
        batch.Clear();
        batchRecords = 0;
    }

    private void Send(string key, ReadOnlySpan<byte> content)
    {
        var stored = options.Gzip ? Compress(content) : content;
        sink.Write(key, stored);
        Counts = Counts with
        {
            Arrivals = Counts.Arrivals + 1,
            Bytes = Counts.Bytes + content.Length,
            StoredBytes = Counts.StoredBytes + stored.Length,
        };
        if (options.PerObject > 1 || Counts.Arrivals % ArrivalsAReport == 0) progress?.Report(Counts);
    }

    private ReadOnlySpan<byte> Compress(ReadOnlySpan<byte> content)
    {
        compressed.SetLength(0);
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(content);
        return compressed.GetBuffer().AsSpan(0, (int)compressed.Length);
    }
}
