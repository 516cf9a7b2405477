using System.Collections.Concurrent;
using Datalake.Datasets;

namespace Datalake.Embedded.Delivery;

/// <summary>One delivery stream for each dataset that has something to deliver.</summary>
internal sealed class DeliveryStreams(CommitLog log, LakeOptions options) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<ParquetDeliveryStream>> streams = new(StringComparer.Ordinal);

    public ParquetDeliveryStream Of(DatasetContract dataset) =>
        streams
            .GetOrAdd(
                dataset.Name,
                _ => new Lazy<ParquetDeliveryStream>(() => new ParquetDeliveryStream(dataset, log, options.Buffer, options.Time))
            )
            .Value;

    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        foreach (var stream in streams.Values) await stream.Value.FlushAsync(cancellationToken);
    }

    /// <summary>Has each stream write what it has held for as long as it may.</summary>
    /// <exception cref="Datalake.Storage.ObjectStoreException">The stage could not be written; the arrivals concerned are not committed.</exception>
    public async Task SealOldAsync(CancellationToken cancellationToken)
    {
        foreach (var stream in streams.Values) await stream.Value.SealOldAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var stream in streams.Values) await stream.Value.DisposeAsync();
    }
}
