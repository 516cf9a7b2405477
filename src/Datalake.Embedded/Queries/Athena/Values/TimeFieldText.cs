using System.Globalization;

namespace Datalake.Embedded.Queries.Athena.Values;

/// <summary>Writes the parts of a timestamp, whatever letters a format has for them.</summary>
internal static class TimeFieldText
{
    /// <summary>A part that .NET has a format for, with English names.</summary>
    /// <param name="time">The local time.</param>
    /// <param name="format">The format.</param>
    public static string Text(DateTime time, string format) =>
        time.ToString(format.Length == 1 ? "%" + format : format, CultureInfo.InvariantCulture);

    /// <summary>A number.</summary>
    /// <param name="number">The number.</param>
    /// <param name="digits">Digits at least; zeros fill up.</param>
    public static string Number(long number, int digits) =>
        number < 0
            ? "-" + (-number).ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0')
            : number.ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');

    /// <summary>The hour of half a day, 1 to 12.</summary>
    /// <param name="time">The local time.</param>
    public static int Hour12(DateTime time) => time.Hour % 12 == 0 ? 12 : time.Hour % 12;
}
