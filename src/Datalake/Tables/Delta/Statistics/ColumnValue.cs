using System.Globalization;
using System.Numerics;

namespace Datalake.Tables.Delta.Statistics;

/// <summary>
/// A value of a scalar column, for statistics, partition values and filters. Values of one kind are ordered as engines order them; text by
/// its UTF-8 bytes.
/// </summary>
public sealed class ColumnValue : IComparable<ColumnValue>, IEquatable<ColumnValue>
{
    private const int MaximumScale = 38;

    private readonly object value;
    private readonly int scale;

    private ColumnValue(ColumnValueKind kind, object value, int scale = 0)
    {
        Kind = kind;
        this.value = value;
        this.scale = scale;
    }

    /// <summary>Which kind of value it is.</summary>
    public ColumnValueKind Kind { get; }

    /// <summary>Text.</summary>
    /// <param name="text">The text.</param>
    public static ColumnValue Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new ColumnValue(ColumnValueKind.Text, text);
    }

    /// <summary>An integer.</summary>
    /// <param name="number">The number.</param>
    public static ColumnValue Of(long number) => new(ColumnValueKind.Number, new BigInteger(number));

    /// <summary>An exact decimal number: <paramref name="unscaled"/> divided by ten to the power of <paramref name="scale"/>.</summary>
    /// <param name="unscaled">The digits.</param>
    /// <param name="scale">How many of them stand behind the point; 0 to 38.</param>
    public static ColumnValue OfDecimal(BigInteger unscaled, int scale)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(scale);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(scale, MaximumScale);
        return new ColumnValue(ColumnValueKind.Number, unscaled, scale);
    }

    /// <summary>A binary floating point number.</summary>
    /// <param name="number">The number; not NaN, which has no place in an order.</param>
    public static ColumnValue Of(double number) =>
        double.IsNaN(number) ? throw new ArgumentException("NaN is no bound.", nameof(number)) : new(ColumnValueKind.Double, number);

    /// <summary>True or false; false comes first.</summary>
    /// <param name="value">The value.</param>
    public static ColumnValue Of(bool value) => new(ColumnValueKind.Boolean, value);

    /// <summary>A calendar date.</summary>
    /// <param name="date">The date.</param>
    public static ColumnValue Of(DateOnly date) => new(ColumnValueKind.Date, date);

    /// <summary>A timestamp; kept to the microsecond.</summary>
    /// <param name="timestamp">The timestamp.</param>
    public static ColumnValue Of(DateTimeOffset timestamp) =>
        OfMicroseconds((timestamp.UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond);

    /// <summary>A timestamp.</summary>
    /// <param name="microseconds">Microseconds since 1970, UTC.</param>
    public static ColumnValue OfMicroseconds(long microseconds) => new(ColumnValueKind.Timestamp, microseconds);

    /// <summary>The text of a <see cref="ColumnValueKind.Text"/>.</summary>
    internal string Text => (string)value;

    /// <summary>The number of a <see cref="ColumnValueKind.Double"/>.</summary>
    internal double Double => (double)value;

    /// <summary>The value of a <see cref="ColumnValueKind.Boolean"/>.</summary>
    internal bool Boolean => (bool)value;

    /// <summary>The date of a <see cref="ColumnValueKind.Date"/>.</summary>
    internal DateOnly Date => (DateOnly)value;

    /// <summary>The microseconds of a <see cref="ColumnValueKind.Timestamp"/>.</summary>
    internal long Microseconds => (long)value;

    /// <summary>Compares with a value of the same kind.</summary>
    /// <param name="other">The other value.</param>
    /// <returns>Below zero when this one comes first, zero for equal values, above zero else.</returns>
    /// <exception cref="ArgumentException">The kinds differ.</exception>
    public int CompareTo(ColumnValue? other)
    {
        if (other is null) return 1;
        if (Kind != other.Kind) throw new ArgumentException($"A {Kind} cannot be compared with a {other.Kind}.", nameof(other));
        return Kind switch
        {
            ColumnValueKind.Text => Storage.ObjectKeys.Compare(Text, other.Text),
            ColumnValueKind.Number => Unscaled(other.scale).CompareTo(other.Unscaled(scale)),
            ColumnValueKind.Double => Double.CompareTo(other.Double),
            ColumnValueKind.Boolean => Boolean.CompareTo(other.Boolean),
            ColumnValueKind.Date => Date.CompareTo(other.Date),
            _ => Microseconds.CompareTo(other.Microseconds),
        };
    }

    /// <inheritdoc/>
    public bool Equals(ColumnValue? other) => other is not null && Kind == other.Kind && CompareTo(other) == 0;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ColumnValue);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Kind == ColumnValueKind.Number ? Unscaled(MaximumScale) : value);

    /// <summary>Equal.</summary>
    public static bool operator ==(ColumnValue? left, ColumnValue? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Not equal.</summary>
    public static bool operator !=(ColumnValue? left, ColumnValue? right) => !(left == right);

    /// <summary>Earlier in the order.</summary>
    public static bool operator <(ColumnValue left, ColumnValue right) => left.CompareTo(right) < 0;

    /// <summary>Later in the order.</summary>
    public static bool operator >(ColumnValue left, ColumnValue right) => left.CompareTo(right) > 0;

    /// <summary>Not later in the order.</summary>
    public static bool operator <=(ColumnValue left, ColumnValue right) => left.CompareTo(right) <= 0;

    /// <summary>Not earlier in the order.</summary>
    public static bool operator >=(ColumnValue left, ColumnValue right) => left.CompareTo(right) >= 0;

    /// <summary>The value as text, for messages; exact for numbers.</summary>
    public override string ToString() => Kind switch
    {
        ColumnValueKind.Text => Text,
        ColumnValueKind.Number => DecimalText(),
        ColumnValueKind.Double => Double.ToString("R", CultureInfo.InvariantCulture),
        ColumnValueKind.Boolean => Boolean ? "true" : "false",
        ColumnValueKind.Date => Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => IsoTime.Write(Microseconds) ?? Microseconds.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>Reads a decimal number, with an exponent or without; null when the text is none, or one too large or too fine.</summary>
    internal static ColumnValue? ParseNumber(string text)
    {
        var mantissa = text.AsSpan();
        var exponent = 0;
        var e = mantissa.IndexOfAny('e', 'E');
        if (e >= 0)
        {
            if (!int.TryParse(mantissa[(e + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent)) return null;
            mantissa = mantissa[..e];
        }

        var point = mantissa.IndexOf('.');
        var digits = point < 0 ? mantissa.ToString() : string.Concat(mantissa[..point], mantissa[(point + 1)..]);
        if (!BigInteger.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var unscaled)) return null;
        var places = (point < 0 ? 0 : mantissa.Length - point - 1) - exponent;
        if (places is > MaximumScale or < -MaximumScale) return null;
        return places >= 0 ? OfDecimal(unscaled, places) : OfDecimal(unscaled * BigInteger.Pow(10, -places), 0);
    }

    /// <summary>The nearest binary floating point number of a <see cref="ColumnValueKind.Number"/> or a <see cref="ColumnValueKind.Double"/>.</summary>
    internal double ToDouble() =>
        Kind == ColumnValueKind.Double ? Double : double.Parse(DecimalText(), NumberStyles.Float, CultureInfo.InvariantCulture);

    private BigInteger Unscaled(int wanted) =>
        wanted > scale ? (BigInteger)value * BigInteger.Pow(10, wanted - scale) : (BigInteger)value;

    private string DecimalText()
    {
        var digits = BigInteger.Abs((BigInteger)value).ToString(CultureInfo.InvariantCulture);
        var sign = ((BigInteger)value).Sign < 0 ? "-" : "";
        if (scale == 0) return sign + digits;
        digits = digits.PadLeft(scale + 1, '0');
        return $"{sign}{digits[..^scale]}.{digits[^scale..]}";
    }
}

/// <summary>The kinds of values.</summary>
public enum ColumnValueKind
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>An integer or a decimal number, exact.</summary>
    Number,

    /// <summary>A binary floating point number.</summary>
    Double,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A calendar date.</summary>
    Date,

    /// <summary>A timestamp in UTC with microseconds.</summary>
    Timestamp,
}
