using System.IO.Compression;
using System.Text;
using Datalake.Datasets;
using Datalake.Embedded.Storage;
using Datalake.Records;
using Datalake.Storage;

namespace Datalake.Embedded.Erasing;

/// <summary>
/// Writes an arrival without its erased records. All else stays byte by byte, in the encoding and compression that it came in: a
/// placeholder takes the place of a record, and what has no reading is masked, so that the others keep their numbers. What was written is
/// read again and compared before it counts.
/// </summary>
/// <param name="raw">Where arrivals lie.</param>
/// <param name="dataset">The dataset.</param>
/// <param name="limits">The limits in force.</param>
/// <param name="id">The erasure's name.</param>
internal sealed class ArrivalRewriter(FileObjectStore raw, DatasetContract dataset, RecordLimits limits, string id)
{
    private const int BlockBytes = 128 << 10;

    /// <summary>Writes.</summary>
    /// <param name="arrival">The arrival.</param>
    /// <param name="target">The path of the new file.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="EraseException">The arrival changed meanwhile, or cannot be written so that all else stays.</exception>
    public async Task WriteAsync(ErasedArrival arrival, string target, CancellationToken cancellationToken)
    {
        var columns = await ColumnsAsync(arrival, cancellationToken);
        if (await TryWriteAsync(arrival, target, columns, isMasked: true, cancellationToken) is not null
            && await TryWriteAsync(arrival, target, columns, isMasked: false, cancellationToken) is { } changed)
        {
            throw new EraseException(
                $"Dataset {dataset.Name}: the arrival {ObjectKeys.Show(arrival.Arrival.Key)} cannot be written without its erased records so that record {changed} " +
                "stays as it is, so nothing was erased. Take the records out of the file by hand, or delete it, and run it again.");
        }
    }

    /// <summary>Writes, and compares.</summary>
    /// <returns>The number of the first record that is not as it should be; null when all are.</returns>
    private async Task<long?> TryWriteAsync(
        ErasedArrival arrival, string target, int columns, bool isMasked, CancellationToken cancellationToken)
    {
        await using (var content = await OpenAsync(arrival, cancellationToken))
        {
            using var text = await ArrivalContent.OpenAsync(content.Stream, dataset.Raw, limits.ArrivalBytes, cancellationToken);
            await using var output = Output(target, text);
            await CopyAsync(text.Stream, output, arrival, columns, isMasked, cancellationToken);
        }

        await using var written = new FileStream(target, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        return await FindChangedAsync(arrival, written, isMasked, cancellationToken);
    }

    private async Task<ObjectContent> OpenAsync(ErasedArrival arrival, CancellationToken cancellationToken)
    {
        var content = await raw.OpenAsync(arrival.Arrival.Key, cancellationToken);
        if (content?.Info.Version == arrival.Arrival.Version) return content;
        if (content is not null) await content.DisposeAsync();
        throw new EraseException(
            $"Dataset {dataset.Name}: the arrival {ObjectKeys.Show(arrival.Arrival.Key)} was replaced or deleted meanwhile, so nothing was erased. Run it again.");
    }

    private async Task<int> ColumnsAsync(ErasedArrival arrival, CancellationToken cancellationToken)
    {
        if (dataset.Raw.Format != RawTextFormat.Csv) return 0;
        await using var content = await OpenAsync(arrival, cancellationToken);
        using var reader = new CsvRecordReader(content.Stream, dataset.Raw, limits);
        await reader.ReadAsync(cancellationToken);
        return reader.ColumnCount;
    }

    private static Stream Output(string target, ArrivalContent text)
    {
        Stream output = new FileStream(target, FileMode.Create, FileAccess.Write, FileShare.None, BlockBytes);
        for (var layer = 0; layer < text.Layers; layer++) output = new GZipStream(output, CompressionLevel.Optimal);
        return EncodingOf(text.Encoding) is { } encoding
            ? Encoding.CreateTranscodingStream(output, encoding, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false))
            : output;
    }

    // A byte order mark is a character of the text.
    private static Encoding? EncodingOf(TextEncoding encoding) => encoding switch
    {
        TextEncoding.Latin1 => Encoding.Latin1,
        TextEncoding.Windows1252 => CodePagesEncodingProvider.Instance.GetEncoding(1252),
        TextEncoding.Utf16 => new UnicodeEncoding(bigEndian: false, byteOrderMark: false),
        TextEncoding.Utf16BigEndian => new UnicodeEncoding(bigEndian: true, byteOrderMark: false),
        TextEncoding.Utf32 => new UTF32Encoding(bigEndian: false, byteOrderMark: false),
        TextEncoding.Utf32BigEndian => new UTF32Encoding(bigEndian: true, byteOrderMark: false),
        _ => null,
    };

    private async Task CopyAsync(
        Stream text, Stream output, ErasedArrival arrival, int columns, bool isMasked, CancellationToken cancellationToken)
    {
        var block = new byte[BlockBytes];
        var at = 0L;
        foreach (var record in arrival.Erased)
        {
            await PassAsync(record.Offset - at, Passed.Copied);
            if (record.IsReadable || !isMasked)
            {
                await output.WriteAsync(MarkOf(record, columns), cancellationToken);
                await PassAsync(record.Bytes, Passed.Dropped);
            }
            else
            {
                await PassAsync(record.Bytes, Passed.Masked);
            }

            at = record.Offset + record.Bytes;
        }

        await PassAsync(long.MaxValue, Passed.Copied);

        async Task PassAsync(long count, Passed how)
        {
            var mask = new UnreadableMask();
            while (count > 0)
            {
                var read = await text.ReadAsync(block.AsMemory(0, (int)Math.Min(count, block.Length)), cancellationToken);
                if (read == 0) return;
                count -= read;
                if (how == Passed.Dropped) continue;
                if (how == Passed.Masked) mask.Apply(block.AsSpan(0, read));
                await output.WriteAsync(block.AsMemory(0, read), cancellationToken);
            }
        }
    }

    private byte[] MarkOf(ErasedRecord record, int columns) => dataset.Raw.Format == RawTextFormat.Csv
        ? ErasedPlaceholder.OfCsv(id, dataset.Raw.Csv.Delimiter, columns)
        : ErasedPlaceholder.OfJson(id, record.HasLines);

    /// <summary>Reads both side by side: what is not erased must be the same, under the same number.</summary>
    private async Task<long?> FindChangedAsync(ErasedArrival arrival, Stream written, bool isMasked, CancellationToken cancellationToken)
    {
        await using var content = await OpenAsync(arrival, cancellationToken);
        using var before = RecordReader.Open(content.Stream, dataset.Raw, limits);
        using var after = RecordReader.Open(written, dataset.Raw, limits);
        var erased = arrival.Erased.ToDictionary(record => record.Number);
        while (await before.ReadAsync(cancellationToken))
        {
            var isThere = await after.ReadAsync(cancellationToken);
            var (old, now) = (before.Current, after.Current);
            var isSame = isThere && old.Number == now.Number && (erased.TryGetValue(old.Number, out var record)
                ? record.IsReadable || !isMasked ? ErasedPlaceholder.IsPlaceholder(now.Content.Span) : now.Problem is not null
                : old.Raw.Span.SequenceEqual(now.Raw.Span) && old.Problem?.Rule == now.Problem?.Rule);
            if (!isSame) return old.Number;
        }

        return await after.ReadAsync(cancellationToken) ? after.Current.Number : null;
    }

    /// <summary>What becomes of a stretch of the text.</summary>
    private enum Passed
    {
        Copied,
        Dropped,
        Masked,
    }
}
