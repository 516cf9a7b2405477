using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Datalake.Json;

/// <content>Strings: finding their end and resolving their escapes.</content>
internal ref partial struct JsonCursor
{
    /// <summary>Reads the string that begins at the cursor and writes its content unescaped, in the same pass.</summary>
    /// <param name="output">Receives the content.</param>
    public bool DecodeString(Utf8Output output)
    {
        if (!Expect((byte)'"')) return false;
        while (true)
        {
            output.Reserve(256);
            var room = 256;
            ref var target = ref output.Origin;
            var written = output.Length;
            while (room >= 32)
            {
                if (Position + 16 <= length)
                {
                    var block = Vector128.LoadUnsafe(ref text, (nuint)Position);
                    block.StoreUnsafe(ref target, (nuint)written);
                    var stops = Stops(block);
                    if (stops == 0)
                    {
                        Position += 16;
                        written += 16;
                        room -= 16;
                        continue;
                    }

                    var run = BitOperations.TrailingZeroCount(stops);
                    Position += run;
                    written += run;
                    room -= run;
                }

                if (Position >= length)
                {
                    return Fail(JsonFault.Truncated);
                }

                var next = Unsafe.Add(ref text, Position);

                // JSON in a string is full of escaped quotes.
                if (next == (byte)'\\' && Position + 1 < length && Unsafe.Add(ref text, Position + 1) == (byte)'"')
                {
                    Unsafe.Add(ref target, written++) = (byte)'"';
                    Position += 2;
                    room--;
                    continue;
                }

                if (next == (byte)'"')
                {
                    Position++;
                    output.Advance(written - output.Length);
                    return true;
                }

                if (next < 0x20) return Fail(JsonFault.ControlCharacter);
                if (next != (byte)'\\')
                {
                    Unsafe.Add(ref target, written++) = next;
                    Position++;
                    room--;
                    continue;
                }

                var plain = Position + 1 < length ? SimpleEscape(Unsafe.Add(ref text, Position + 1)) : (byte)0;
                if (plain != 0)
                {
                    Unsafe.Add(ref target, written++) = plain;
                    Position += 2;
                    room--;
                    continue;
                }

                if (!ReadUnicodeEscape(out var rune)) return false;
                var count = rune.EncodeToUtf8(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref target, written), 4));
                written += count;
                room -= count;
            }

            output.Advance(written - output.Length);
        }
    }

    /// <summary>Reads the string that begins at the cursor and writes it as it stands, quotes included, in the same pass.</summary>
    /// <param name="output">Receives the string.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool CopyString(Utf8Output output)
    {
        if (Current != (byte)'"') return Fail(JsonFault.UnexpectedCharacter);
        output.Reserve(length - Position);
        ref var target = ref output.Origin;
        var position = Position;
        var written = output.Length;
        var behindOpeningQuote = ~1u;
        while (position + 16 <= length)
        {
            var block = Vector128.LoadUnsafe(ref text, (nuint)position);
            block.StoreUnsafe(ref target, (nuint)written);
            var stops = Stops(block) & behindOpeningQuote;
            if (stops == 0)
            {
                position += 16;
                written += 16;
                behindOpeningQuote = ~0u;
                continue;
            }

            var run = BitOperations.TrailingZeroCount(stops);
            if (Unsafe.Add(ref text, position + run) != (byte)'"') break;
            Position = position + run + 1;
            output.Advance(written + run + 1 - output.Length);
            return true;
        }

        return CopyStringSlow(output);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Stops(Vector128<byte> block) =>
        (Vector128.Equals(block, Vector128.Create((byte)'"'))
            | Vector128.Equals(block, Vector128.Create((byte)'\\'))
            | Vector128.LessThan(block, Vector128.Create((byte)0x20))).ExtractMostSignificantBits();

    /// <summary>The first quote, backslash or control character at or behind a position, or the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int FindStop(int position)
    {
        while (position + 16 <= length)
        {
            var stops = Stops(Vector128.LoadUnsafe(ref text, (nuint)position));
            if (stops != 0) return position + BitOperations.TrailingZeroCount(stops);
            position += 16;
        }

        while (position < length)
        {
            var value = Unsafe.Add(ref text, position);
            if (value is (byte)'"' or (byte)'\\' or < 0x20) return position;
            position++;
        }

        return length;
    }

    /// <summary>A string that has an escape, or whose end is too near to the text's for a whole block.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool CopyStringSlow(Utf8Output output)
    {
        var start = Position;
        if (!ReadString(out _, out _, out _)) return false;
        output.Write(Slice(start, Position));
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool ReadStringSlow(out int end, out bool escaped)
    {
        end = Position;
        escaped = false;
        while (Position < length)
        {
            var value = Unsafe.Add(ref text, Position);
            if (value == (byte)'"')
            {
                end = Position++;
                return true;
            }

            if (value != (byte)'\\') return Fail(JsonFault.ControlCharacter);
            escaped = true;
            if (Position + 1 < length && SimpleEscape(Unsafe.Add(ref text, Position + 1)) != 0) Position += 2;
            else if (!ReadUnicodeEscape(out _)) return false;
            Position = FindStop(Position);
        }

        return Fail(JsonFault.Truncated);
    }

    private static byte SimpleEscape(byte escape) => escape switch
    {
        (byte)'"' => (byte)'"',
        (byte)'\\' => (byte)'\\',
        (byte)'/' => (byte)'/',
        (byte)'n' => (byte)'\n',
        (byte)'r' => (byte)'\r',
        (byte)'t' => (byte)'\t',
        (byte)'b' => (byte)'\b',
        (byte)'f' => (byte)'\f',
        _ => 0,
    };

    /// <summary>Reads <c>\uXXXX</c>, with its second half where it is a surrogate.</summary>
    private bool ReadUnicodeEscape(out System.Text.Rune rune)
    {
        rune = default;
        if (!ReadHex(out var high)) return false;
        if (!char.IsSurrogate((char)high))
        {
            rune = new System.Text.Rune((char)high);
            return true;
        }

        var second = Position;
        if (
            !char.IsHighSurrogate((char)high)
            || Current != (byte)'\\'
            || second + 1 >= length
            || Unsafe.Add(ref text, second + 1) != (byte)'u'
        )
        {
            return Fail(AtEnd ? JsonFault.Truncated : JsonFault.LoneSurrogate);
        }

        if (!ReadHex(out var low)) return false;
        if (!char.IsLowSurrogate((char)low)) return Fail(JsonFault.LoneSurrogate);
        rune = new System.Text.Rune((char)high, (char)low);
        return true;
    }

    private bool ReadHex(out int value)
    {
        value = 0;
        if (Position + 6 > length)
        {
            var cut = Position + 1 >= length || Unsafe.Add(ref text, Position + 1) == (byte)'u';
            return Fail(cut ? JsonFault.Truncated : JsonFault.MalformedEscape);
        }

        if (Unsafe.Add(ref text, Position + 1) != (byte)'u') return Fail(JsonFault.MalformedEscape);
        for (var i = 2; i < 6; i++)
        {
            var digit = Unsafe.Add(ref text, Position + i);
            var nibble = digit switch
            {
                >= (byte)'0' and <= (byte)'9' => digit - '0',
                >= (byte)'a' and <= (byte)'f' => digit - 'a' + 10,
                >= (byte)'A' and <= (byte)'F' => digit - 'A' + 10,
                _ => -1,
            };
            if (nibble < 0) return Fail(JsonFault.MalformedEscape);
            value = (value << 4) | nibble;
        }

        Position += 6;
        return true;
    }
}
