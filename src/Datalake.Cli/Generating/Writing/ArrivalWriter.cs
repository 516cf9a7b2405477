using System.IO.Compression;
using Datalake.Cli.Generating.Orders;
using Datalake.Cli.Generating.Scheduling;

namespace Datalake.Cli.Generating.Writing;

/// <summary>Gathers records into arrivals, names and compresses them, hands them on and keeps count.</summary>
internal sealed class ArrivalWriter(CheckoutGeneratorOptions options, IArrivalSink sink, IProgress<GenerationCounts>? progress) : IDisposable
{
    private const int Shards = 10;
    private const int ArrivalsAReport = 64;

    private readonly string _name = options.Dataset == GeneratedDataset.Checkout ? "CheckoutOrder" : "FulfillmentOrder";
    private readonly PooledBuffer _batch = new();
    private readonly MemoryStream _compressed = new();
    private int _batchRecords;

    public GenerationCounts Counts { get; private set; } = new();

    public void Add(Order order, in ScheduledArrival arrival, ReadOnlySpan<byte> record)
    {
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
            Send($"{order.Shard}_{_name}/{order.Id}/id/{arrival.Stage + 1}{Suffix(arrival.Kind)}", record);
            return;
        }

        _batch.Append(record);
        _batch.Append((byte)'\n');
        if (++_batchRecords == options.PerObject) SendBatch();
    }

    /// <summary>Sends the records that did not fill an arrival.</summary>
    public void Complete()
    {
        if (_batchRecords > 0) SendBatch();
        progress?.Report(Counts);
    }

    public void Dispose()
    {
        _batch.Dispose();
        _compressed.Dispose();
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
        Send($"{number % Shards}_{_name}/batch-{number:D6}/id/1", _batch.Written);
        _batch.Clear();
        _batchRecords = 0;
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
        if (Counts.Arrivals % ArrivalsAReport == 0) progress?.Report(Counts);
    }

    private ReadOnlySpan<byte> Compress(ReadOnlySpan<byte> content)
    {
        _compressed.SetLength(0);
        using (var gzip = new GZipStream(_compressed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(content);
        return _compressed.GetBuffer().AsSpan(0, (int)_compressed.Length);
    }
}
