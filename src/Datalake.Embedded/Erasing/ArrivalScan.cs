using System.IO.Compression;
using Datalake.Datasets;
using Datalake.Records;
using Datalake.Storage;

namespace Datalake.Embedded.Erasing;

/// <summary>Looks for erased records in an arrival.</summary>
/// <param name="raw">Where arrivals lie.</param>
/// <param name="dataset">The dataset.</param>
/// <param name="matcher">Decides about a record.</param>
/// <param name="search">Decides about what cannot be read.</param>
/// <param name="limits">The limits in force.</param>
internal sealed class ArrivalScan(
    IObjectStore raw, DatasetContract dataset, ErasureMatcher matcher, TextSearch search, RecordLimits limits)
{
    private readonly List<ErasedRecord> erased = [];
    private readonly List<ErasedRecord> unreadable = [];

    /// <summary>Looks.</summary>
    /// <param name="arrival">The arrival.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>Null when nothing of it is erased, or it is gone.</returns>
    public async Task<ErasedArrival?> ScanAsync(StoredObject arrival, CancellationToken cancellationToken)
    {
        await using var content = await raw.OpenAsync(arrival.Key, cancellationToken);
        if (content is null) return null;
        erased.Clear();
        unreadable.Clear();
        using var reader = RecordReader.Open(content.Stream, dataset.Raw, limits);
        var (records, readable) = (0L, 0L);
        while (await reader.ReadAsync(cancellationToken))
        {
            if (ErasedPlaceholder.IsPlaceholder(reader.Current.Content.Span)) continue;
            records++;
            var isErased = reader.Current.Problem is null ? matcher.IsErasedRaw(reader.Current.Content.Span) : null;
            if (isErased is not null) readable++;
            if (isErased ?? await IsFoundAsync(content.Info, reader.Current, cancellationToken))
                erased.Add(Of(reader.Current, isErased is not null));
            else if (isErased is null) unreadable.Add(Of(reader.Current, isReadable: false));
        }

        if (reader.IsDamaged && erased.Count == 0 && await IsFoundInDamagedAsync(arrival, cancellationToken))
        {
            erased.AddRange(unreadable);
            unreadable.Clear();
        }

        // What cannot be read goes with the arrival when all else in it is the person's, or its key names the person.
        var isAll = readable == 0 ? search.IsIn(arrival.Key) : records - unreadable.Count == erased.Count;
        if (isAll) erased.AddRange(unreadable);
        if (erased.Count == 0) return null;

        // Nothing of a damaged arrival is in the lake, and it cannot be written anew.
        return new ErasedArrival(
            content.Info, reader.IsDamaged ? erased.Count : records, [.. erased.OrderBy(record => record.Number)]);
    }

    private async Task<bool> IsFoundInDamagedAsync(StoredObject arrival, CancellationToken cancellationToken)
    {
        await using var content = await raw.OpenAsync(arrival.Key, cancellationToken);
        if (content is null) return false;
        await using var text = new GZipStream(content.Stream, CompressionMode.Decompress);
        return await RangeSearch.IsBeforeDamageAsync(text, search, cancellationToken);
    }

    private static ErasedRecord Of(RecordFrame frame, bool isReadable) =>
        new(frame.Number, frame.Offset, frame.Bytes, frame.Raw.Span.Contains((byte)'\n'), isReadable && frame.Problem is null);

    /// <summary>Searches what cannot be read. Only the beginning of what is large is at hand; the rest is read again.</summary>
    private async Task<bool> IsFoundAsync(StoredObject arrival, RecordFrame frame, CancellationToken cancellationToken)
    {
        if (search.IsIn(frame.Raw.Span)) return true;
        if (frame.Bytes <= frame.Raw.Length) return false;
        await using var content = await raw.OpenAsync(arrival.Key, cancellationToken);
        if (content is null) return false;
        using var text = await ArrivalContent.OpenAsync(content.Stream, dataset.Raw, limits.ArrivalBytes, cancellationToken);
        return text.Problem is null && await RangeSearch.IsInAsync(text.Stream, frame.Offset, frame.Bytes, search, cancellationToken);
    }
}
