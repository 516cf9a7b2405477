using System.IO.Compression;
using Datalake.Datasets;

namespace Datalake.Records;

/// <summary>The text of an arrival as UTF-8: gzip is decompressed and other encodings are transcoded, by how the bytes begin.</summary>
internal sealed class ArrivalContent : IDisposable
{
    // Gzip in gzip happens where a sender compresses what is compressed already; deeper is no accident.
    private const int MaximumLayers = 4;

    private readonly List<CountedStream> layers = [];
    private readonly List<GZipStream> gzips = [];

    /// <summary>
    /// Without this switch the framework takes a gzip stream that is cut for one that ends, and what was cut off is lost without a word.
    /// Our own programs set it from the start (Directory.Build.props); this is for other hosts.
    /// </summary>
    static ArrivalContent() => AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);

    private readonly long limit;

    private ArrivalContent(Stream stream, long limit)
    {
        this.limit = limit;
        layers.Add(new CountedStream(stream, limit));
        Stream = layers[0];
    }

    /// <summary>The text.</summary>
    public Stream Stream { get; private set; }

    /// <summary>Why it is not read; null where it is.</summary>
    public RecordProblem? Problem { get; private set; }

    /// <summary>True when the bytes are damaged, so that what was read of them cannot be trusted.</summary>
    public bool IsDamaged { get; private set; }

    /// <summary>How many times it is compressed.</summary>
    public int Layers => gzips.Count;

    /// <summary>The encoding of the text before it was made UTF-8.</summary>
    public TextEncoding Encoding { get; private set; }

    /// <summary>True when it is compressed.</summary>
    public bool IsGzip => gzips.Count > 0;

    /// <summary>Bytes of the arrival that were read.</summary>
    public long Read => layers[0].Count;

    /// <summary>True when all compressed bytes were read, as far as the decompression asked for them.</summary>
    public bool IsOver => layers[..gzips.Count].TrueForAll(layer => layer.IsOver);

    /// <summary>Opens an arrival.</summary>
    /// <param name="stream">Its bytes. Stays the caller's to dispose.</param>
    /// <param name="format">How it is written; null for what the lake wrote itself, which is UTF-8 as it is.</param>
    /// <param name="limit">Bytes of it, after each step of decompression, beyond which reading throws.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public static async ValueTask<ArrivalContent> OpenAsync(
        Stream stream, RawFormat? format, long limit, CancellationToken cancellationToken)
    {
        var content = new ArrivalContent(stream, limit);
        if (format is null) return content;
        try
        {
            while (await content.LookAsync(format, cancellationToken))
            {
            }

            return content;
        }
        catch (InvalidDataException damage)
        {
            content.Fail(damage, 0);
            return content;
        }
        catch
        {
            content.Dispose();
            throw;
        }
    }

    /// <summary>Notes that the gzip stream is damaged.</summary>
    /// <param name="damage">What the decompression says.</param>
    /// <param name="produced">Bytes that it gave before.</param>
    public void Fail(InvalidDataException damage, long produced)
    {
        var what = layers.Exists(layer => layer.IsOver)
            ? "is cut: it ends before its checksum"
            : "is damaged: its checksum or its data is wrong";
        IsDamaged = true;
        Problem = new RecordProblem(
            RecordRules.BadGzip,
            $"The gzip stream {what}, seen behind byte {produced} of its content ({damage.Message.TrimEnd('.')}). "
                + "No record of the arrival is delivered. Send the file again.",
            0);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var gzip in gzips) gzip.Dispose();
    }

    /// <summary>Looks at the beginning of what is not compressed so far. True when that was compressed too.</summary>
    private async ValueTask<bool> LookAsync(RawFormat format, CancellationToken cancellationToken)
    {
        var head = new byte[KnownFormats.HeadBytes];
        var layer = layers[^1];
        var count = await layer.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        layer.PutBack(head.AsMemory(0, count));
        if (count < 2 || head[0] != 0x1f || head[1] != 0x8b || gzips.Count == MaximumLayers)
        {
            Decode(head.AsSpan(0, count), format);
            return false;
        }

        gzips.Add(new GZipStream(layer, CompressionMode.Decompress, leaveOpen: true));
        layers.Add(new CountedStream(gzips[^1], limit));
        Stream = layers[^1];
        return true;
    }

    private void Decode(ReadOnlySpan<byte> head, RawFormat format)
    {
        var declared = format.Format == RawTextFormat.Csv ? format.Csv.Encoding : CsvEncoding.Utf8;
        var encoding = OfMark(head, out var mark) ?? Declared(declared, head);
        if (mark == 0 || encoding == TextEncoding.Utf8)
        {
            Problem = KnownFormats.Find(head, format.Format == RawTextFormat.Json);
            if (encoding == TextEncoding.Utf8 && OfZeros(head) is { } zeros)
            {
                Problem ??= new RecordProblem(
                    RecordRules.InvalidUtf8,
                    $"The arrival is not UTF-8: every other byte is zero as in {zeros} without a byte order mark. Send it as UTF-8, or with the mark.",
                    0);
            }
        }

        Encoding = encoding;
        if (encoding != TextEncoding.Utf8) Stream = new TranscodedStream(layers[^1], encoding);
    }

    private static TextEncoding? OfMark(ReadOnlySpan<byte> head, out int mark)
    {
        (TextEncoding? encoding, mark) = head switch
        {
            [0xff, 0xfe, 0, 0, ..] => (TextEncoding.Utf32, 4),
            [0, 0, 0xfe, 0xff, ..] => (TextEncoding.Utf32BigEndian, 4),
            [0xff, 0xfe, ..] => (TextEncoding.Utf16, 2),
            [0xfe, 0xff, ..] => (TextEncoding.Utf16BigEndian, 2),
            [0xef, 0xbb, 0xbf, ..] => (TextEncoding.Utf8, 3),
            _ => ((TextEncoding?)null, 0),
        };
        return encoding;
    }

    private static TextEncoding Declared(CsvEncoding encoding, ReadOnlySpan<byte> head) => encoding switch
    {
        CsvEncoding.Latin1 => TextEncoding.Latin1,
        CsvEncoding.Windows1252 => TextEncoding.Windows1252,
        CsvEncoding.Utf16 => head is [0, not 0, ..] ? TextEncoding.Utf16BigEndian : TextEncoding.Utf16,
        _ => TextEncoding.Utf8,
    };

    /// <summary>The encoding that text with so many zero bytes has; null where it has not.</summary>
    private static string? OfZeros(ReadOnlySpan<byte> head)
    {
        if (head.Length < 4) return null;
        var isUtf32 = head[..4] is [not 0, 0, 0, 0] or [0, 0, 0, not 0];
        if (isUtf32) return "UTF-32";
        var zeros = head[..4] is [not 0, 0, not 0, 0] ? 1 : head[..4] is [0, not 0, 0, not 0] ? 0 : -1;
        if (zeros < 0) return null;
        var found = 0;
        for (var i = zeros; i < head.Length; i += 2) found += head[i] == 0 ? 1 : 0;
        return found > head.Length / 4 ? zeros == 1 ? "UTF-16 (little-endian)" : "UTF-16 (big-endian)" : null;
    }
}
