using System.Collections;
using System.Numerics;
using System.Text;

namespace DuckDB.NET.Data.Statements;

using Make = NativeMethods.Value;

/// <summary>Makes the engine's value out of a .NET one.</summary>
internal static class ParameterValue
{
    // A lone surrogate has no UTF-8; the default encoder would put another character in its place.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private const int MaxDecimalWidth = 38;

    /// <exception cref="NotSupportedException">The engine has no type for it.</exception>
    /// <exception cref="OverflowException">The number has more than 128 bits.</exception>
    /// <exception cref="EncoderFallbackException">The text is not Unicode: it has half a surrogate pair.</exception>
    internal static DuckDBValue Create(object? value) => Create(value, decimalScale: null);

    // Elements of a list must be of one type, and each scale is a type of its own; so a list fixes the scale for all of its decimals.
    private static DuckDBValue Create(object? value, byte? decimalScale) => value switch
    {
        null or DBNull => Make.DuckDBCreateNullValue(),
        string v => Text(v),
        bool v => Make.DuckDBCreateBool(v),
        int v => Make.DuckDBCreateInt32(v),
        long v => Make.DuckDBCreateInt64(v),
        short v => Make.DuckDBCreateInt16(v),
        sbyte v => Make.DuckDBCreateInt8(v),
        byte v => Make.DuckDBCreateUInt8(v),
        ushort v => Make.DuckDBCreateUInt16(v),
        uint v => Make.DuckDBCreateUInt32(v),
        ulong v => Make.DuckDBCreateUInt64(v),
        BigInteger v => v > DuckDBHugeInt.HugeIntMaxValue
            ? Make.DuckDBCreateUHugeInt(new DuckDBUHugeInt(v))
            : Make.DuckDBCreateHugeInt(new DuckDBHugeInt(v)),
        double v => Make.DuckDBCreateDouble(v),
        float v => Make.DuckDBCreateFloat(v),
        decimal v => Decimal(v, decimalScale),
        DateTime v => Make.DuckDBCreateTimestamp(Micros(v.Ticks)),
        DateTimeOffset v => Make.DuckDBCreateTimestampTz(Micros(v.UtcTicks)),
        DateOnly v => Make.DuckDBCreateDate(((DuckDBDateOnly)v).ToDuckDBDate()),
        TimeOnly v => Make.DuckDBCreateTime(new() { Micros = v.Ticks / TimeSpan.TicksPerMicrosecond }),
        TimeSpan v => Make.DuckDBCreateInterval(v),
        Guid v => Make.DuckDBCreateUuid(GuidBits.ToUHugeInt(v)),
        byte[] v => Make.DuckDBCreateBlob(v, v.Length),
        DuckDBDateOnly v => Make.DuckDBCreateDate(v.ToDuckDBDate()),
        DuckDBTimeOnly v => Make.DuckDBCreateTime(NativeMethods.DateTimeHelpers.DuckDBToTime(v)),
        DuckDBTimestamp v => Make.DuckDBCreateTimestamp(v.ToDuckDBTimestampStruct()),
        DuckDBInterval v => Make.DuckDBCreateInterval(v),
        IDictionary => throw Unsupported(value),
        ICollection v => List(v, decimalScale ?? LargestScale(v)),
        _ => throw Unsupported(value),
    };

    private static DuckDBValue Text(string text)
    {
        var utf8 = Utf8.GetBytes(text);
        return Make.DuckDBCreateVarchar(utf8, utf8.Length);
    }

    private static DuckDBValue Decimal(decimal number, byte? asScale)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(number, parts);
        var digits = (BigInteger)new UInt128((uint)parts[2], ((ulong)(uint)parts[1] << 32) | (uint)parts[0]);
        var scale = asScale ?? number.Scale;
        digits *= BigInteger.Pow(10, scale - number.Scale);

        var width = asScale is null ? Math.Max(scale, CountDigits(digits)) : MaxDecimalWidth;
        if (CountDigits(digits) > MaxDecimalWidth)
            throw new OverflowException($"{number} with {scale} digits behind the point, as another decimal of its list has, is longer than {MaxDecimalWidth} digits.");

        return Make.DuckDBCreateDecimal(new DuckDBDecimal((byte)width, scale, new DuckDBHugeInt(decimal.IsNegative(number) ? -digits : digits)));
    }

    private static int CountDigits(BigInteger number)
    {
        var count = 1;
        for (var limit = new BigInteger(10); number >= limit; limit *= 10) count++;
        return count;
    }

    private static DuckDBTimestampStruct Micros(long ticks)
    {
        var (micros, rest) = Math.DivRem(ticks - DateTime.UnixEpoch.Ticks, TimeSpan.TicksPerMicrosecond);
        return new() { Micros = rest < 0 ? micros - 1 : micros };
    }

    private static byte LargestScale(ICollection elements) =>
        elements.Cast<object?>().Max(e => e switch
        {
            decimal d => (byte?)d.Scale,
            ICollection nested => LargestScale(nested),
            _ => null,
        }) ?? 0;

    private static DuckDBValue List(ICollection elements, byte decimalScale)
    {
        if (Leaves(elements).Select(e => e.GetType()).Distinct().Count() > 1) throw Mixed();

        var values = new List<DuckDBValue>(elements.Count);
        try
        {
            foreach (var element in elements) values.Add(Create(element, decimalScale));

            using var nothing = NativeMethods.LogicalType.DuckDBCreateLogicalType(DuckDBType.SqlNull);
            var handles = values.ConvertAll(v => v.DangerousGetHandle()).ToArray();
            var list = Make.DuckDBCreateListValue(ElementType(elements, values, nothing.DangerousGetHandle()), handles, handles.Length);
            return list.IsInvalid ? throw Mixed() : list;
        }
        finally
        {
            values.ForEach(v => v.Dispose());
        }
    }

    // NULL, and a list that is empty or of NULLs only, fit every type and so do not tell which it is.
    private static nint ElementType(ICollection elements, List<DuckDBValue> values, nint nothing)
    {
        var telling = elements.Cast<object?>().TakeWhile(e => !Leaves(new[] { e }).Any()).Count();
        if (telling == values.Count) telling = values.FindIndex(v => !Make.DuckDBIsNullValue(v));
        return telling < 0 ? nothing : Make.DuckDBGetValueType(values[telling]);
    }

    private static IEnumerable<object> Leaves(ICollection elements) => elements.Cast<object?>().SelectMany(e => e switch
    {
        null or DBNull => [],
        byte[] bytes => [bytes],
        ICollection nested => Leaves(nested),
        _ => (IEnumerable<object>)[e],
    });

    // Left to itself the engine would cast all to the type of the first, and 2.5 to 2.
    private static NotSupportedException Mixed() => new("The elements of a list that is a parameter must be of one type.");

    private static NotSupportedException Unsupported(object value) =>
        new($"A parameter cannot have a value of type {value.GetType()}. Give it as text or as one of the types that DuckDBCommand names, and cast it in SQL.");
}
