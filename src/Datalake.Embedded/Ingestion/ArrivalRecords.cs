using Datalake.Datasets;
using Datalake.Records;
using Datalake.Storage;

namespace Datalake.Embedded.Ingestion;

/// <summary>
/// Finds records of an arrival by their number. The arrival is opened when the first is asked for, and read once as long as numbers ascend.
/// </summary>
internal sealed class ArrivalRecords(IObjectStore raw, DatasetContract dataset, StoredObject arrival, RecordLimits limits)
    : IAsyncDisposable
{
    private ObjectContent? content;
    private RecordReader? reader;
    private bool isGone;

    /// <summary>Opens the arrival.</summary>
    /// <returns>False when it is not there any more, or was replaced.</returns>
    public async ValueTask<bool> OpenAsync(CancellationToken cancellationToken)
    {
        if (reader is not null || isGone) return !isGone;
        content = await raw.OpenAsync(arrival.Key, cancellationToken);
        isGone = content?.Info.Version != arrival.Version;
        if (!isGone) reader = RecordReader.Open(content!.Stream, dataset.Raw, limits);
        return !isGone;
    }

    /// <summary>Finds a record.</summary>
    /// <returns>What stands there, valid until the next call; null when there is no such record.</returns>
    public async ValueTask<RecordFrame?> FindAsync(long number, CancellationToken cancellationToken)
    {
        if (reader?.Current.Number > number) await CloseAsync();
        if (!await OpenAsync(cancellationToken)) return null;
        while (reader!.Current.Number < number)
        {
            if (!await reader.ReadAsync(cancellationToken)) return null;
        }

        return reader.Current.Number == number ? reader.Current : null;
    }

    public ValueTask DisposeAsync() => CloseAsync();

    private async ValueTask CloseAsync()
    {
        reader?.Dispose();
        if (content is not null) await content.DisposeAsync();
        (reader, content) = (null, null);
    }
}
