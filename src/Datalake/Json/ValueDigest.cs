using System.Globalization;
using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Datalake.Json;

/// <summary>
/// Hashes JSON by its values, to 128 bits: the order of keys, white space, escapes, the form of a number, and a null against an absent key
/// do not count. See docs/decisions/0019-digest-over-values.md.
/// </summary>
/// <remarks>
/// An object is the sum of its members, each the product of the key's hash and the value's, so that no keys are sorted or kept; an array is
/// a polynomial in its elements. Both end in a hash of their own, so that nothing of one can stand for the other.
/// </remarks>
internal static class ValueDigest
{
    private const int KeptBytes = 1 << 20;

    // Any odd number: then no two values of one element have the same product.
    private static readonly UInt128 Place = new(0x9E3779B97F4A7C15, 0xF39CC0605CEDC835);

    /// <summary>The hash of a null that is an element of an array.</summary>
    public static UInt128 Null { get; } = XxHash128.HashToUInt128("null"u8, (long)Kind.Literal);

    private static UInt128 True { get; } = XxHash128.HashToUInt128("true"u8, (long)Kind.Literal);

    private static UInt128 False { get; } = XxHash128.HashToUInt128("false"u8, (long)Kind.Literal);

    // For the content of strings with escapes; one a thread, so that a record costs no memory.
    [ThreadStatic]
    private static Utf8Output? unescaped;

    /// <summary>The hash of a string.</summary>
    /// <param name="token">The string in its quotes; already checked.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UInt128 OfString(ReadOnlySpan<byte> token) => OfText(token, Kind.Text);

    /// <summary>The hash of a key. It differs from that of the same string as a value, or {"a":"b"} would be {"b":"a"}.</summary>
    /// <param name="token">The key in its quotes; already checked.</param>
    public static UInt128 OfKey(ReadOnlySpan<byte> token) => OfText(token, Kind.Key);

    /// <summary>What a member adds to its object's sum.</summary>
    /// <param name="key">The hash of its key.</param>
    /// <param name="value">The hash of its value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UInt128 Member(UInt128 key, UInt128 value) => (key | 1) * value;

    /// <summary>The hash of an array so far.</summary>
    /// <param name="before">The hash of the elements before; 0 for none.</param>
    /// <param name="element">The hash of the next element.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UInt128 Element(UInt128 before, UInt128 element) => before * Place + element;

    /// <summary>The hash of an object.</summary>
    /// <param name="sum">The sum of its members.</param>
    public static UInt128 OfObject(UInt128 sum) => Close(sum, Kind.Object);

    /// <summary>The hash of an array.</summary>
    /// <param name="chain">The hash of its elements.</param>
    public static UInt128 OfArray(UInt128 chain) => Close(chain, Kind.Array);

    /// <summary>The hash of a value.</summary>
    /// <param name="value">Its text; already checked.</param>
    public static UInt128 Of(ReadOnlySpan<byte> value)
    {
        switch (value[0])
        {
            case (byte)'"': return OfString(value);
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
                key = OfKey(cursor.Slice(start - 1, end + 1));
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
        if (number.Length > 20) return OfLongNumber(number);
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

            if ((uint)(character - '0') > 9 || digits > MaximumBeforeLast) return OfLongNumber(number);
            digits = digits * 10 + (character - '0');
            if (point) decimals++;
        }

        while (decimals > 0 && digits % 10 == 0)
        {
            digits /= 10;
            decimals--;
        }

        return OfDecimal(negative ? -digits : digits, decimals);
    }

    private const int ExponentBytes = 48;

    // One more digit makes at most 18.
    private const long MaximumBeforeLast = 99_999_999_999_999_999;

    private static UInt128 OfDecimal(long digits, int decimals)
    {
        Span<long> both = [digits, decimals];
        return XxHash128.HashToUInt128(MemoryMarshal.AsBytes(both), (long)Kind.Number);
    }

    private static UInt128 OfLongNumber(ReadOnlySpan<byte> number)
    {
        var negative = number[0] == (byte)'-';
        var mark = number.IndexOfAny((byte)'e', (byte)'E');
        var mantissa = (mark < 0 ? number : number[..mark]).TrimStart((byte)'-');
        var text = number.Length <= 256 ? stackalloc byte[256 + ExponentBytes] : new byte[number.Length + ExponentBytes];
        var length = 0;
        foreach (var character in mantissa)
        {
            if (character != (byte)'.') text[length++] = character;
        }

        var significant = text[..length].TrimStart((byte)'0');
        var digits = significant.TrimEnd((byte)'0');
        if (digits.IsEmpty) return OfDecimal(0, 0);

        var point = mantissa.IndexOf((byte)'.');
        var places = significant.Length - digits.Length - (point < 0 ? 0 : mantissa.Length - point - 1);
        var exponent = Exponent(mark < 0 ? default : number[(mark + 1)..]) + places;
        if (digits.Length <= 18 && exponent <= 18 - digits.Length && exponent >= -1000)
        {
            var value = long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
            for (; exponent > 0; exponent--) value *= 10;
            return OfDecimal(negative ? -value : value, (int)-exponent);
        }

        // The digits move to the front, where nothing but zeros was, and the exponent behind them.
        digits.CopyTo(text);
        length = digits.Length;
        text[length++] = negative ? (byte)'-' : (byte)'+';
        exponent.TryFormat(text[length..], out var written, default, CultureInfo.InvariantCulture);
        return XxHash128.HashToUInt128(text[..(length + written)], (long)Kind.Number);
    }

    /// <summary>The value of an exponent. Beyond 36 digits, where nothing was ever measured, all are as large as each other.</summary>
    private static Int128 Exponent(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty) return 0;
        var isNegative = text[0] == (byte)'-';
        text = text.TrimStart("+-0"u8);
        Int128 value = 0;
        if (text.Length > 36) value = Int128.MaxValue / 2;
        else if (!text.IsEmpty) value = Int128.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
        return isNegative ? -value : value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static UInt128 OfText(ReadOnlySpan<byte> token, Kind kind) =>
        token.Contains((byte)'\\') ? OfEscaped(token, kind) : XxHash128.HashToUInt128(token[1..^1], (long)kind);

    private static UInt128 OfEscaped(ReadOnlySpan<byte> token, Kind kind)
    {
        var text = unescaped ??= new Utf8Output(256);
        text.Clear();
        text.Trim(KeptBytes);
        var cursor = new JsonCursor(token);
        cursor.DecodeString(text);
        return XxHash128.HashToUInt128(text.WrittenSpan, (long)kind);
    }

    private static UInt128 Close(UInt128 parts, Kind kind) =>
        XxHash128.HashToUInt128(MemoryMarshal.AsBytes(new ReadOnlySpan<UInt128>(in parts)), (long)kind);

    // Seeds, so that a string, a key and a number of the same bytes differ. Zero is the one that costs long texts nothing.
    private enum Kind
    {
        Text,
        Key,
        Number,
        Literal,
        Object,
        Array,
    }
}
