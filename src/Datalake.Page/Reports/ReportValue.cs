using System.Data.SqlTypes;
using System.Globalization;
using System.Numerics;
using Datalake.Embedded.Queries.Output;

namespace Datalake.Page.Reports;

/// <summary>How a report writes values: numbers with their digits in groups, timestamps without letters.</summary>
internal static class ReportValue
{
    /// <summary>The text of a value.</summary>
    /// <param name="value">The value, as the rows of a query have it; null for none.</param>
    /// <param name="isTime">True for a value of a column of dates or timestamps.</param>
    public static string Text(object? value, bool isTime = false) => value switch
    {
        null => "–",
        decimal number => number.ToString("N" + number.Scale.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
        double or float => Number(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        sbyte or byte or short or ushort or int or uint or long or ulong or BigInteger =>
            ((IFormattable)value).ToString("#,0", CultureInfo.InvariantCulture),
        bool truth => truth ? "yes" : "no",
        string text when isTime => Time(text),
        _ => ValueText.Of(value),
    };

    /// <summary>A value as a chart has it; null where it has none.</summary>
    public static double? Number(object? value) => value switch
    {
        null or bool => null,
        SqlDecimal wide => wide.ToDouble(),
        BigInteger large => (double)large,
        IConvertible and not string => Convert.ToDouble(value, CultureInfo.InvariantCulture) is var number && double.IsFinite(number) ? number : null,
        _ => null,
    };

    /// <summary>A number of a chart as text.</summary>
    public static string Number(double number) => number.ToString("#,0.####", CultureInfo.InvariantCulture);

    // Midnight says no more than the date.
    private static string Time(string text)
    {
        var readable = text.Replace('T', ' ').TrimEnd('Z');
        return readable.EndsWith(" 00:00:00", StringComparison.Ordinal) ? readable[..^" 00:00:00".Length] : readable;
    }
}
