using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Datalake.Json;

/// <summary>
/// Walks forward over one JSON text that is valid UTF-8, checking the grammar as it goes and never looking back. It makes no strings and no
/// nodes: callers get the byte ranges of tokens. A method that returns false has set <see cref="Fault"/>; the position is then where it
/// stands.
/// </summary>
/// <remarks>
/// Why not Utf8JsonReader: structuring reads every byte twice (the record, then the JSON inside its strings) and copies most of them.
/// Fusing the scan with the copy is worth a factor of two, see docs/decisions/0002-own-json-scanner.md; the property tests hold it to
/// System.Text.Json.
/// </remarks>
internal ref partial struct JsonCursor
{
    private readonly ref byte text;
    private readonly int length;

    public JsonCursor(ReadOnlySpan<byte> json)
    {
        text = ref MemoryMarshal.GetReference(json);
        length = json.Length;
    }

    /// <summary>The next byte to read.</summary>
    public int Position;

    /// <summary>What is wrong, once a method has returned false.</summary>
    public JsonFault Fault;

    /// <summary>The next byte, or 0 at the end (a NUL is never valid outside a string, so 0 needs no telling apart).</summary>
    public readonly byte Current
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Position < length ? Unsafe.Add(ref text, Position) : (byte)0;
    }

    public readonly bool AtEnd => Position >= length;

    /// <summary>Where the text ends.</summary>
    public readonly int End => length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ReadOnlySpan<byte> Slice(int start, int end) =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref text, start), end - start);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SkipWhiteSpace()
    {
        while (Position < length && Unsafe.Add(ref text, Position) <= 0x20)
        {
            // Space, tab, line feed, carriage return; any other byte below 0x21 ends the run and is refused by whoever looks at it.
            if (((1UL << Unsafe.Add(ref text, Position)) & 0x1_0000_2600UL) == 0) return;
            Position++;
        }
    }

    /// <summary>Takes the byte if it is next; else faults.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Expect(byte value)
    {
        if (Current != value) return Fail(JsonFault.UnexpectedCharacter);
        Position++;
        return true;
    }

    /// <summary>Sets the fault: what is said, or <see cref="JsonFault.Truncated"/> where the text has ended.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool Fail(JsonFault fault)
    {
        Fault = AtEnd && fault is JsonFault.UnexpectedCharacter or JsonFault.Truncated ? JsonFault.Truncated : fault;
        return false;
    }

    /// <summary>After a whole text: only white space may follow.</summary>
    public bool ExpectEnd()
    {
        SkipWhiteSpace();
        return AtEnd || Fail(JsonFault.TrailingText);
    }

    /// <summary>Reads a string that begins at the cursor.</summary>
    /// <param name="start">First byte behind the opening quote.</param>
    /// <param name="end">The closing quote.</param>
    /// <param name="escaped">True when the content holds a backslash.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadString(out int start, out int end, out bool escaped)
    {
        start = Position + 1;
        end = start;
        escaped = false;
        if (Current != (byte)'"') return Fail(JsonFault.UnexpectedCharacter);
        Position = FindStop(start);
        if (Position < length && Unsafe.Add(ref text, Position) == (byte)'"')
        {
            end = Position++;
            return true;
        }

        return ReadStringSlow(out end, out escaped);
    }

    /// <summary>
    /// Takes a byte and the token behind it if they are next. Says no to a long token, and near the end of the text, where it cannot look.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Take(byte before, in JsonToken token)
    {
        var position = Position;
        if (length - position <= Vector256<byte>.Count || Unsafe.Add(ref text, position) != before) return false;
        if ((Vector256.LoadUnsafe(ref text, (nuint)position + 1) & token.Mask) != token.Text) return false;
        Position = position + 1 + token.Length;
        return true;
    }

    /// <summary>Takes a null if it is next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TakeNull()
    {
        if (length - Position < 4 || !Slice(Position, Position + 4).SequenceEqual("null"u8)) return false;
        Position += 4;
        return true;
    }

    /// <summary>Reads a number that begins at the cursor.</summary>
    /// <param name="integral">True when it has neither point nor exponent.</param>
    public bool ReadNumber(out bool integral)
    {
        integral = true;
        if (Current == (byte)'-') Position++;
        if (Current == (byte)'0') Position++;
        else if (!SkipDigits()) return Fail(AtEnd ? JsonFault.Truncated : JsonFault.MalformedNumber);

        if (Current == (byte)'.')
        {
            integral = false;
            Position++;
            if (!SkipDigits()) return Fail(AtEnd ? JsonFault.Truncated : JsonFault.MalformedNumber);
        }

        if ((Current | 0x20) == (byte)'e')
        {
            integral = false;
            Position++;
            if (Current is (byte)'+' or (byte)'-') Position++;
            if (!SkipDigits()) return Fail(AtEnd ? JsonFault.Truncated : JsonFault.MalformedNumber);
        }

        return !IsNumberPart(Current) || Fail(JsonFault.MalformedNumber);
    }

    /// <summary>Reads true, false or null that begins at the cursor.</summary>
    public bool ReadLiteral()
    {
        var literal = Current switch
        {
            (byte)'t' => "true"u8,
            (byte)'f' => "false"u8,
            (byte)'n' => "null"u8,
            _ => default,
        };
        if (literal.IsEmpty) return Fail(JsonFault.UnexpectedCharacter);
        var rest = Slice(Position, length);
        if (!rest.StartsWith(literal))
        {
            var cut = rest.Length < literal.Length && literal.StartsWith(rest);
            if (cut) Position = length;
            return Fail(cut ? JsonFault.Truncated : JsonFault.UnexpectedCharacter);
        }

        Position += literal.Length;
        return true;
    }

    /// <summary>Reads a string, number or literal; the token is then the bytes from the old to the new position.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadScalar()
    {
        var first = Current;
        if (first == (byte)'"') return ReadString(out _, out _, out _);
        return first == (byte)'-' || (uint)(first - '0') <= 9 ? ReadNumber(out _) : ReadLiteral();
    }

    /// <summary>Checks and passes over a value of any kind that begins at the cursor.</summary>
    /// <param name="depth">How many more levels of nesting are allowed.</param>
    public bool SkipValue(int depth)
    {
        var first = Current;
        if (first is not ((byte)'{' or (byte)'[')) return ReadScalar();
        if (depth <= 0) return Fail(JsonFault.TooDeep);
        Position++;
        var close = first == (byte)'{' ? (byte)'}' : (byte)']';
        SkipWhiteSpace();
        if (Current == close)
        {
            Position++;
            return true;
        }

        while (true)
        {
            if (first == (byte)'{')
            {
                if (!ReadString(out _, out _, out _)) return false;
                SkipWhiteSpace();
                if (!Expect((byte)':')) return false;
                SkipWhiteSpace();
            }

            if (!SkipValue(depth - 1)) return false;
            SkipWhiteSpace();
            if (Current == (byte)',')
            {
                Position++;
                SkipWhiteSpace();
                continue;
            }

            return Expect(close);
        }
    }

    /// <summary>Checks a value and writes it without the white space between its tokens.</summary>
    /// <param name="output">Receives the value.</param>
    /// <param name="depth">How many more levels of nesting are allowed.</param>
    public bool CopyValue(Utf8Output output, int depth)
    {
        var first = Current;
        var start = Position;
        if (first == (byte)'"') return CopyString(output);
        if (first is not ((byte)'{' or (byte)'['))
        {
            if (!ReadScalar()) return false;
            output.Write(Slice(start, Position));
            return true;
        }

        if (depth <= 0) return Fail(JsonFault.TooDeep);
        Position++;
        output.WriteByte(first);
        var close = first == (byte)'{' ? (byte)'}' : (byte)']';
        SkipWhiteSpace();
        if (Current == close)
        {
            Position++;
            output.WriteByte(close);
            return true;
        }

        while (true)
        {
            if (first == (byte)'{')
            {
                if (!CopyString(output)) return false;
                SkipWhiteSpace();
                if (!Expect((byte)':')) return false;
                output.WriteByte((byte)':');
                SkipWhiteSpace();
            }

            if (!CopyValue(output, depth - 1)) return false;
            SkipWhiteSpace();
            if (Current == (byte)',')
            {
                Position++;
                output.WriteByte((byte)',');
                SkipWhiteSpace();
                continue;
            }

            output.WriteByte(close);
            return Expect(close);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool SkipDigits()
    {
        var start = Position;
        var position = start;
        while (position < length && (uint)(Unsafe.Add(ref text, position) - '0') <= 9) position++;
        Position = position;
        return position > start;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsNumberPart(byte value) =>
        (uint)(value - '0') <= 9 || value is (byte)'.' or (byte)'+' or (byte)'-' || (uint)((value | 0x20) - 'a') < 26;
}
