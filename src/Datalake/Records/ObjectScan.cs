using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Datalake.Records;

/// <summary>
/// Finds where a JSON object ends by its braces and strings alone, over text that comes in pieces, 64 bytes at a time. It also finds where
/// an object cannot go on: a line end in a string, a record separator, an object that begins where none can. The rest of the grammar is
/// checked by whoever reads the record.
/// </summary>
internal struct ObjectScan
{
    /// <summary>Bytes that are looked at together.</summary>
    public const int BlockBytes = 64;

    /// <summary>What stands before each record of a JSON text sequence (RFC 7464). No JSON value can hold it.</summary>
    public const byte RecordSeparator = 0x1e;

    private int depth;
    private ulong inString;
    private ulong escaped;
    private ulong closed;
    private bool begun;
    private bool afterBreak;

    /// <summary>Bytes of the object that need not be looked at again, a multiple of <see cref="BlockBytes"/>.</summary>
    public int Scanned { get; private set; }

    /// <summary>True when the object goes over several lines, as far as it was looked at.</summary>
    public bool HasLines { get; private set; }

    /// <summary>
    /// True once only the end is looked for, in an object whose beginning is not in memory any more, or nested too deep to be read.
    /// </summary>
    public bool EndOnly { get; set; }

    /// <summary>The beginning of what was scanned is not in memory any more.</summary>
    public void Forget() => Scanned = 0;

    /// <summary>Looks at more of the object. The result depends on the bytes alone, not on the pieces they come in.</summary>
    /// <param name="text">The object from its brace on, or from where it was forgotten.</param>
    /// <param name="maximumDepth">Objects in each other, beyond which the scan stops to ask.</param>
    /// <param name="position">First byte behind the object, or the byte that cannot stand where it stands.</param>
    public ObjectEnd Advance(ReadOnlySpan<byte> text, int maximumDepth, out int position)
    {
        Span<byte> padded = stackalloc byte[BlockBytes];
        for (; Scanned < text.Length; Scanned += BlockBytes)
        {
            scoped var block = text[Scanned..];
            if (block.Length < BlockBytes)
            {
                padded.Clear();
                block.CopyTo(padded);
                block = padded;
            }

            Load(block, out var quotes, out var backslashes, out var opens, out var closes, out var breaks, out var separators);
            var escapes = Escaped(backslashes, escaped, out var nextEscaped);
            var strings = PrefixXor(quotes & ~escapes) ^ inString;
            opens &= ~strings;
            closes &= ~strings;
            var level = depth;
            if (!begun)
            {
                opens &= ~1UL;
                level = 1;
            }

            var faults = (breaks & strings) | separators;
            var behindBrace = opens & ((closes << 1) | closed);
            var isPlain = (faults | behindBrace) == 0
                && (opens == 0 || (breaks == 0 && !afterBreak) || EndOnly)
                && BitOperations.PopCount(closes) < level
                && (EndOnly || level + BitOperations.PopCount(opens) <= maximumDepth);
            if (isPlain) level += BitOperations.PopCount(opens) - BitOperations.PopCount(closes);
            else if (Walk(opens, closes, faults, text, maximumDepth, ref level, out position) is var end and not ObjectEnd.Open)
            {
                HasLines |= text[Scanned..position].ContainsAny((byte)'\n', (byte)'\r');
                return end;
            }

            // A block that is not whole is looked at again when there is more of it.
            if (text.Length - Scanned < BlockBytes) break;
            depth = level;
            inString = (ulong)((long)strings >> 63);
            escaped = nextEscaped;
            closed = closes >> 63;
            begun = true;
            afterBreak = breaks != 0;
            HasLines |= breaks != 0;
        }

        position = text.Length;
        return ObjectEnd.Open;
    }

    /// <summary>Goes from one brace or fault of a block to the next.</summary>
    private readonly ObjectEnd Walk(
        ulong opens, ulong closes, ulong faults, ReadOnlySpan<byte> text, int maximumDepth, ref int level, out int position)
    {
        for (var events = opens | closes | faults; events != 0; events &= events - 1)
        {
            var bit = events & (~events + 1);
            position = Scanned + BitOperations.TrailingZeroCount(events);
            if ((bit & faults) != 0) return ObjectEnd.Broken;
            if ((bit & closes) != 0)
            {
                if (--level > 0) continue;
                position++;
                return ObjectEnd.Closed;
            }

            if (!EndOnly && CannotOpen(text, position)) return ObjectEnd.Broken;
            if (!EndOnly && level >= maximumDepth) return ObjectEnd.TooDeep;
            level++;
        }

        position = 0;
        return ObjectEnd.Open;
    }

    /// <summary>
    /// True where an object stands right behind another one, or begins a line behind a value: it is not part of the one that is open, which
    /// is broken.
    /// </summary>
    private static bool CannotOpen(ReadOnlySpan<byte> text, int position)
    {
        var isOnNewLine = false;
        for (var i = position - 1; i >= 0; i--)
        {
            if (text[i] is (byte)'\n' or (byte)'\r') isOnNewLine = true;
            else if (text[i] is not ((byte)' ' or (byte)'\t'))
                return (isOnNewLine || i == position - 1 && text[i] == (byte)'}') && text[i] is not ((byte)':' or (byte)'[' or (byte)',');
        }

        return false;
    }

    /// <summary>The bytes behind a backslash that counts. Of a run of backslashes every second one counts.</summary>
    private static ulong Escaped(ulong backslashes, ulong escaped, out ulong next)
    {
        next = 0;
        if (backslashes == 0) return escaped;
        const ulong Even = 0x5555_5555_5555_5555;
        backslashes &= ~escaped;
        var follows = (backslashes << 1) | escaped;
        var oddStarts = backslashes & ~Even & ~follows;
        var sum = unchecked(oddStarts + backslashes);
        next = sum < oddStarts ? 1UL : 0UL;
        return (Even ^ (sum << 1)) & follows;
    }

    /// <summary>Each bit becomes the parity of the bits up to it: set from an opening quote up to the closing one.</summary>
    private static ulong PrefixXor(ulong bits)
    {
        bits ^= bits << 1;
        bits ^= bits << 2;
        bits ^= bits << 4;
        bits ^= bits << 8;
        bits ^= bits << 16;
        return bits ^ (bits << 32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load(
        ReadOnlySpan<byte> block,
        out ulong quotes,
        out ulong backslashes,
        out ulong opens,
        out ulong closes,
        out ulong breaks,
        out ulong separators)
    {
        var low = Vector256.Create(block[..32]);
        var high = Vector256.Create(block[32..64]);
        quotes = Bits(low, high, (byte)'"');
        backslashes = Bits(low, high, (byte)'\\');
        opens = Bits(low, high, (byte)'{');
        closes = Bits(low, high, (byte)'}');
        breaks = 0;
        separators = 0;

        // Most blocks hold no control character at all.
        var limit = Vector256.Create((byte)0x1f);
        if (Vector256.LessThanOrEqualAny(Vector256.Min(low, high), limit))
        {
            breaks = Bits(low, high, (byte)'\n') | Bits(low, high, (byte)'\r');
            separators = Bits(low, high, RecordSeparator);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Bits(Vector256<byte> low, Vector256<byte> high, byte value)
    {
        var wanted = Vector256.Create(value);
        return Vector256.Equals(low, wanted).ExtractMostSignificantBits()
            | ((ulong)Vector256.Equals(high, wanted).ExtractMostSignificantBits() << 32);
    }
}

/// <summary>What <see cref="ObjectScan"/> found.</summary>
internal enum ObjectEnd
{
    /// <summary>The object goes on.</summary>
    Open,

    /// <summary>It ends.</summary>
    Closed,

    /// <summary>It cannot go on.</summary>
    Broken,

    /// <summary>It is nested deep; whether it can go on must be found otherwise.</summary>
    TooDeep,
}
