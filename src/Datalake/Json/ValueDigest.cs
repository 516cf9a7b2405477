using System.Globalization;
using System.IO.Hashing;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace Datalake.Json;

/// <summary>
/// Hashes JSON by its values, to 128 bits: the order of keys, white space, escapes, the form of a number, and a null against an absent key
/// do not count. See docs/decisions/0019-digest-over-values.md.
/// </summary>
/// <remarks>
/// An object is the sum of its members' hashes, so that no keys are sorted or kept; an array is a chain. Both end in a hash of their own,
/// so that nothing of one can stand for the other.
/// </remarks>
internal static class ValueDigest
{
    /// <summary>The hash of a null that is an element of an array.</summary>
    public static UInt128 Null { get; } = XxHash128.HashToUInt128("null"u8, (long)Kind.Literal);

    private static UInt128 True { get; } = XxHash128.HashToUInt128("true"u8, (long)Kind.Literal);

    private static UInt128 False { get; } = XxHash128.HashToUInt128("false"u8, (long)Kind.Literal);

    /// <summary>The hash of a string or a key.</summary>
    /// <param name="content">The bytes between the quotes; already checked.</param>
    public static UInt128 OfString(ReadOnlySpan<byte> content) =>
        content.Contains((byte)'\\') ? OfEscaped(content) : XxHash128.HashToUInt128(content, (long)Kind.Text);

    /// <summary>What a member adds to its object's sum.</summary>
    /// <param name="key">The hash of its key.</param>
    /// <param name="value">The hash of its value.</param>
    public static UInt128 Member(UInt128 key, UInt128 value) => Mix(key, value, Kind.Member);

    /// <summary>The hash of an array so far.</summary>
    /// <param name="before">The hash of the elements before; 0 for none.</param>
    /// <param name="element">The hash of the next element.</param>
    public static UInt128 Element(UInt128 before, UInt128 element) => Mix(before, element, Kind.Element);

    /// <summary>The hash of an object.</summary>
    /// <param name="sum">The sum of its members.</param>
    public static UInt128 OfObject(UInt128 sum) => Mix(sum, 0, Kind.Object);

    /// <summary>The hash of an array.</summary>
    /// <param name="chain">The hash of its elements.</param>
    public static UInt128 OfArray(UInt128 chain) => Mix(chain, 0, Kind.Array);

    /// <summary>The hash of a value.</summary>
    /// <param name="value">Its text; already checked.</param>
    public static UInt128 Of(ReadOnlySpan<byte> value)
    {
        switch (value[0])
        {
            case (byte)'"': return OfString(value[1..^1]);
            case (byte)'n': return Null;
            case (byte)'t': return True;
            case (byte)'f': return False;
            case (byte)'{' or (byte)'[':
                var cursor = new JsonCursor(value);
                return OfContainer(ref cursor);
            default: return OfNumber(value);
        }
    }

    private static UInt128 OfContainer(ref JsonCursor cursor)
    {
        var isObject = cursor.Current == (byte)'{';
        UInt128 hash = 0;
        cursor.Position++;
        cursor.SkipWhiteSpace();
        while (cursor.Current is not ((byte)'}' or (byte)']'))
        {
            UInt128 key = 0;
            if (isObject)
            {
                cursor.ReadString(out var start, out var end, out _);
                key = OfString(cursor.Slice(start, end));
                cursor.SkipWhiteSpace();
                cursor.Position++;
                cursor.SkipWhiteSpace();
            }

            var isNull = cursor.Current == (byte)'n';
            var value = OfNext(ref cursor);
            if (!isObject) hash = Element(hash, value);
            else if (!isNull) hash += Member(key, value);
            cursor.SkipWhiteSpace();
            if (cursor.Current == (byte)',') cursor.Position++;
            cursor.SkipWhiteSpace();
        }

        cursor.Position++;
        return isObject ? OfObject(hash) : OfArray(hash);
    }

    private static UInt128 OfNext(ref JsonCursor cursor)
    {
        if (cursor.Current is (byte)'{' or (byte)'[') return OfContainer(ref cursor);
        var start = cursor.Position;
        cursor.ReadScalar();
        return Of(cursor.Slice(start, cursor.Position));
    }

    /// <summary>The hash of a number by its value: <c>100</c>, <c>1e2</c> and <c>100.0</c> have the same.</summary>
    private static UInt128 OfNumber(ReadOnlySpan<byte> number)
    {
        // Up to 18 digits fit whatever they are; an exponent, or more of them, is rare.
        if (number.Length > 18) return OfLongNumber(number);
        var negative = number[0] == (byte)'-';
        long digits = 0;
        var decimals = 0;
        var point = false;
        foreach (var character in negative ? number[1..] : number)
        {
            if (character == (byte)'.')
            {
                point = true;
                continue;
            }

            if ((uint)(character - '0') > 9) return OfLongNumber(number);
            digits = digits * 10 + (character - '0');
            if (point) decimals++;
        }

        while (decimals > 0 && digits % 10 == 0)
        {
            digits /= 10;
            decimals--;
        }

        return Mix((ulong)(negative ? -digits : digits), (ulong)decimals, Kind.Number);
    }

    private static UInt128 OfLongNumber(ReadOnlySpan<byte> number)
    {
        var negative = number[0] == (byte)'-';
        var mark = number.IndexOfAny((byte)'e', (byte)'E');
        var mantissa = (mark < 0 ? number : number[..mark]).TrimStart((byte)'-');
        var point = mantissa.IndexOf((byte)'.');
        byte[] all = point < 0 ? mantissa.ToArray() : [.. mantissa[..point], .. mantissa[(point + 1)..]];
        var significant = all.AsSpan().TrimStart((byte)'0');
        var digits = significant.TrimEnd((byte)'0');
        if (digits.IsEmpty) return Mix(0, 0, Kind.Number);

        // The exponent's text may be of any length.
        var exponent = mark < 0 ? 0 : BigInteger.Parse(Encoding.ASCII.GetString(number[(mark + 1)..]), CultureInfo.InvariantCulture);
        exponent += significant.Length - digits.Length - (point < 0 ? 0 : mantissa.Length - point - 1);
        if (digits.Length <= 18 && exponent <= 18 - digits.Length && exponent >= -1000)
        {
            var value = long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
            var places = (int)exponent;
            for (; places > 0; places--) value *= 10;
            return Mix((ulong)(negative ? -value : value), (ulong)-places, Kind.Number);
        }

        var text = $"{(negative ? "-" : "")}{Encoding.ASCII.GetString(digits)}e{exponent.ToString(CultureInfo.InvariantCulture)}";
        return XxHash128.HashToUInt128(Encoding.ASCII.GetBytes(text), (long)Kind.Number);
    }

    private static UInt128 OfEscaped(ReadOnlySpan<byte> content)
    {
        using var quoted = new Utf8Output(content.Length + 2);
        quoted.WriteByte((byte)'"');
        quoted.Write(content);
        quoted.WriteByte((byte)'"');
        using var text = new Utf8Output(content.Length);
        var cursor = new JsonCursor(quoted.WrittenSpan);
        cursor.DecodeString(text);
        return XxHash128.HashToUInt128(text.WrittenSpan, (long)Kind.Text);
    }

    private static UInt128 Mix(UInt128 one, UInt128 other, Kind kind)
    {
        Span<UInt128> both = [one, other];
        return XxHash128.HashToUInt128(MemoryMarshal.AsBytes(both), (long)kind);
    }

    // Seeds, so that a string, a number and a key of the same bytes differ.
    private enum Kind
    {
        Text = 1,
        Number,
        Literal,
        Member,
        Element,
        Object,
        Array,
    }
}
