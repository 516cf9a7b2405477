using System.Globalization;
using System.Numerics;
using System.Text;
using Datalake.Conforming;
using Datalake.Datasets;

namespace Datalake.Embedded.Schemas;

/// <summary>What was seen of numbers: which exact type holds each of them, digit by digit.</summary>
internal sealed class NumberDigits
{
    private const int MaximumPrecision = 38;
    private const int MoneyPrecision = 18;
    private const int MaximumMoneyScale = 6;

    // A double keeps any decimal number of so many digits.
    private const int DoubleDigits = 15;

    private int whole;
    private int scale;
    private bool outsideLong;
    private bool outsideDecimal;
    private bool outsideDouble;

    /// <summary>How many numbers.</summary>
    public long Count { get; private set; }

    /// <summary>How many were written without a point and an exponent.</summary>
    public long Integers { get; private set; }

    /// <summary>How many the producer declared as decimal numbers.</summary>
    public long Declared { get; private set; }

    /// <summary>The smallest and the largest one, for ranges.</summary>
    public (double Minimum, double Maximum) Range { get; private set; } = (double.PositiveInfinity, double.NegativeInfinity);

    /// <summary>Digits behind the point, at most.</summary>
    public int Scale => scale;

    /// <summary>True when every one reads as a day, as 20261120 does.</summary>
    public bool AreDays { get; private set; } = true;

    /// <summary>Notes a number.</summary>
    /// <param name="text">A JSON number.</param>
    /// <param name="isDecimal">True when the producer says that it is a decimal number.</param>
    public void Observe(ReadOnlySpan<byte> text, bool isDecimal = false)
    {
        Count++;
        if (isDecimal) Declared++;
        var integral = text.IndexOfAny(".eE"u8) < 0;
        if (integral) Integers++;
        var shown = Encoding.ASCII.GetString(text);
        var number = double.Parse(shown, NumberStyles.Float, CultureInfo.InvariantCulture);
        Range = (Math.Min(Range.Minimum, number), Math.Max(Range.Maximum, number));
        if (!integral || !long.TryParse(shown, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var day))
            outsideLong = true;
        else
            AreDays &= day is > 1900_01_00 and < 2100_12_32 && IsDay((int)day / 10_000, (int)day / 100 % 100, (int)day % 100);
        AreDays &= integral;
        if (!NumberText.TryExact(text, out var digits, out var places))
        {
            outsideDecimal = outsideDouble = true;
            return;
        }

        var length = digits.IsZero ? 1 : BigInteger.Abs(digits).ToString(CultureInfo.InvariantCulture).Length;
        whole = Math.Max(whole, Math.Max(length - places, 1));
        scale = Math.Max(scale, places);
        if (length > DoubleDigits && !outsideDouble) outsideDouble = !IsKept(number, digits, places);
    }

    /// <summary>Adds what another saw.</summary>
    public void Merge(NumberDigits other)
    {
        Count += other.Count;
        Integers += other.Integers;
        Declared += other.Declared;
        Range = (Math.Min(Range.Minimum, other.Range.Minimum), Math.Max(Range.Maximum, other.Range.Maximum));
        AreDays &= other.AreDays;
        whole = Math.Max(whole, other.whole);
        scale = Math.Max(scale, other.scale);
        outsideLong |= other.outsideLong;
        outsideDecimal |= other.outsideDecimal;
        outsideDouble |= other.outsideDouble;
    }

    /// <summary>The type that holds every number exactly; null when only a string does.</summary>
    /// <param name="name">The field's name.</param>
    public HiveType? Type(string name)
    {
        if (Integers == Count)
        {
            if (!outsideLong) return new PrimitiveType(PrimitiveKind.BigInt);
            return !outsideDecimal && whole <= MaximumPrecision ? new DecimalType(MaximumPrecision, 0) : null;
        }

        // Money and declared decimals get room for two more decimals, since what does not fit a decimal column is rescued.
        var isExact = !outsideDecimal && whole + scale <= MaximumPrecision;
        var isMoney = scale <= MaximumMoneyScale && FieldWords.HintsMoney(name);
        if (isExact && (isMoney || Declared > 0))
        {
            var places = Math.Min(Math.Max(scale, 2) + 2, MaximumPrecision - whole);
            places = Math.Max(places, scale);
            return new DecimalType(Math.Clamp(whole + places + 4, MoneyPrecision, MaximumPrecision), places);
        }

        if (!outsideDouble) return new PrimitiveType(PrimitiveKind.Double);
        return isExact ? new DecimalType(MaximumPrecision, Math.Min(scale + 2, MaximumPrecision - whole)) : null;
    }

    private static bool IsDay(int year, int month, int day) =>
        month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);

    /// <summary>True when the shortest text of the double is the same number again.</summary>
    private static bool IsKept(double number, BigInteger digits, int places) =>
        double.IsFinite(number)
        && NumberText.TryExact(Encoding.ASCII.GetBytes(number.ToString("R", CultureInfo.InvariantCulture)), out var kept, out var keptPlaces)
        && kept == digits && keptPlaces == places;
}
