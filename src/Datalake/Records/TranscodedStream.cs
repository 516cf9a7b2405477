using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace Datalake.Records;

/// <summary>
/// A read-only stream that gives text of another encoding as UTF-8. What is no text in that encoding becomes bytes that are no UTF-8, so it
/// costs the record it is in.
/// </summary>
/// <param name="inner">The text.</param>
/// <param name="encoding">Its encoding.</param>
internal sealed class TranscodedStream(Stream inner, TextEncoding encoding) : ReadOnlyStream
{
    private const int BlockBytes = 32 << 10;

    // The characters 80 to 9F of Windows-1252; those it does not have are the control characters of Latin-1.
    private const string Windows1252 =
        "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

    private readonly byte[] input = new byte[BlockBytes];

    // A byte of input gives at most three of UTF-8.
    private readonly byte[] output = new byte[BlockBytes * 3];
    private int pending;
    private int start;
    private int end;
    private bool isOver;

    public override int Read(Span<byte> buffer) => throw new NotSupportedException();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (start == end && !isOver)
        {
            var read = await inner.ReadAsync(input.AsMemory(pending), cancellationToken);
            isOver = read == 0;
            start = 0;
            end = Transcode(input.AsSpan(0, pending + read));
        }

        var count = Math.Min(buffer.Length, end - start);
        output.AsSpan(start, count).CopyTo(buffer.Span);
        start += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Writes a block as UTF-8, and keeps the bytes at its end that are no whole character.</summary>
    private int Transcode(Span<byte> block)
    {
        var taken = 0;
        var written = encoding switch
        {
            TextEncoding.Latin1 or TextEncoding.Windows1252 => FromBytes(block, ref taken),
            TextEncoding.Utf32 or TextEncoding.Utf32BigEndian => FromUtf32(block, ref taken),
            _ => FromUtf16(block, ref taken),
        };
        if (isOver && taken < block.Length)
        {
            output[written++] = 0xff;
            taken = block.Length;
        }

        pending = block.Length - taken;
        block[taken..].CopyTo(input);
        return written;
    }

    private int FromBytes(ReadOnlySpan<byte> block, ref int taken)
    {
        var written = 0;
        foreach (var value in block)
        {
            var character = encoding == TextEncoding.Windows1252 && value is >= 0x80 and < 0xa0 ? Windows1252[value - 0x80] : (char)value;
            if (character < 0x80) output[written++] = value;
            else written += new Rune(character).EncodeToUtf8(output.AsSpan(written));
        }

        taken = block.Length;
        return written;
    }

    private int FromUtf32(ReadOnlySpan<byte> block, ref int taken)
    {
        var written = 0;
        for (; taken + 4 <= block.Length; taken += 4)
        {
            var value = encoding == TextEncoding.Utf32
                ? BinaryPrimitives.ReadUInt32LittleEndian(block[taken..])
                : BinaryPrimitives.ReadUInt32BigEndian(block[taken..]);
            if (Rune.IsValid(value)) written += new Rune(value).EncodeToUtf8(output.AsSpan(written));
            else output[written++] = 0xff;
        }

        return written;
    }

    private int FromUtf16(ReadOnlySpan<byte> block, ref int taken)
    {
        Span<char> characters = stackalloc char[256];
        var written = 0;
        while (taken + 2 <= block.Length)
        {
            var count = Math.Min(characters.Length, (block.Length - taken) / 2);
            for (var i = 0; i < count; i++)
            {
                var at = block[(taken + 2 * i)..];
                characters[i] = (char)(encoding == TextEncoding.Utf16
                    ? BinaryPrimitives.ReadUInt16LittleEndian(at)
                    : BinaryPrimitives.ReadUInt16BigEndian(at));
            }

            var status = Utf8.FromUtf16(
                characters[..count],
                output.AsSpan(written),
                out var read,
                out var bytes,
                replaceInvalidSequences: false,
                isFinalBlock: false);
            written += bytes;
            taken += read * 2;

            // Half of a surrogate pair at the end waits for the other one.
            if (status == OperationStatus.NeedMoreData && read == 0) break;
            if (status != OperationStatus.InvalidData) continue;
            output[written++] = 0xff;
            taken += 2;
        }

        return written;
    }
}

/// <summary>An encoding that is read by way of UTF-8.</summary>
internal enum TextEncoding
{
    /// <summary>UTF-8, as it is.</summary>
    Utf8,

    /// <summary>ISO 8859-1.</summary>
    Latin1,

    /// <summary>Windows-1252.</summary>
    Windows1252,

    /// <summary>UTF-16, little-endian.</summary>
    Utf16,

    /// <summary>UTF-16, big-endian.</summary>
    Utf16BigEndian,

    /// <summary>UTF-32, little-endian.</summary>
    Utf32,

    /// <summary>UTF-32, big-endian.</summary>
    Utf32BigEndian,
}
