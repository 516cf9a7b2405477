using System.Globalization;
using System.Text;

namespace Datalake.Embedded.Queries.Athena.Values;

/// <summary>The formats of <c>date_format</c> and <c>date_parse</c>, which are MySQL's: <c>%Y-%m-%d %H:%i:%s</c>.</summary>
internal static class MySqlPattern
{
    /// <summary>A timestamp as text.</summary>
    public static string Format(DateTime time, string format)
    {
        var result = new StringBuilder();
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] != '%' || i + 1 == format.Length) result.Append(format[i]);
            else if (Letter(time, format[++i]) is { } text) result.Append(text);
            else throw Unknown("date_format", format, format[i]);
        }

        return result.ToString();
    }

    /// <summary>Reads a timestamp. What the text does not say is that of 1970-01-01 00:00.</summary>
    public static DateTime Parse(string text, string format)
    {
        var reader = new TimeFieldReader("date_parse", text, format);
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] != '%' || i + 1 == format.Length) reader.Literal(format[i]);
            else Read(reader, format, format[++i]);
        }

        return reader.Finish();
    }

    private static string? Letter(DateTime time, char letter) =>
        letter switch
        {
            'a' => TimeFieldText.Text(time, "ddd"),
            'b' => TimeFieldText.Text(time, "MMM"),
            'c' => TimeFieldText.Number(time.Month, 1),
            'd' => TimeFieldText.Number(time.Day, 2),
            'e' => TimeFieldText.Number(time.Day, 1),
            'f' => TimeFieldText.Text(time, "ffffff"),
            'H' => TimeFieldText.Number(time.Hour, 2),
            'h' or 'I' => TimeFieldText.Number(TimeFieldText.Hour12(time), 2),
            'i' => TimeFieldText.Number(time.Minute, 2),
            'j' => TimeFieldText.Number(time.DayOfYear, 3),
            'k' => TimeFieldText.Number(time.Hour, 1),
            'l' => TimeFieldText.Number(TimeFieldText.Hour12(time), 1),
            'M' => TimeFieldText.Text(time, "MMMM"),
            'm' => TimeFieldText.Number(time.Month, 2),
            'p' => TimeFieldText.Text(time, "tt"),
            'r' => $"{TimeFieldText.Number(TimeFieldText.Hour12(time), 2)}:{TimeFieldText.Text(time, "mm:ss tt")}",
            'S' or 's' => TimeFieldText.Number(time.Second, 2),
            'T' => TimeFieldText.Text(time, "HH:mm:ss"),
            'v' => TimeFieldText.Number(ISOWeek.GetWeekOfYear(time), 2),
            'W' => TimeFieldText.Text(time, "dddd"),
            'x' => TimeFieldText.Number(ISOWeek.GetYear(time), 4),
            'Y' => TimeFieldText.Number(time.Year, 4),
            'y' => TimeFieldText.Number(time.Year % 100, 2),
            'D' or 'U' or 'u' or 'V' or 'w' or 'X' => null,
            _ => letter.ToString(),
        };

    private static void Read(TimeFieldReader reader, string format, char letter)
    {
        switch (letter)
        {
            case 'a' or 'W':
                reader.DayName();
                break;
            case 'b' or 'M':
                reader.MonthName();
                break;
            case 'c' or 'm':
                reader.Month = reader.Number(1, 2);
                break;
            case 'd' or 'e':
                reader.Day = reader.Number(1, 2);
                break;
            case 'f':
                reader.Fraction(9);
                break;
            case 'H' or 'k':
                reader.Hour = reader.Number(1, 2);
                break;
            case 'h' or 'I' or 'l':
                reader.Hour12 = reader.Number(1, 2) % 12;
                break;
            case 'i':
                reader.Minute = reader.Number(1, 2);
                break;
            case 'j':
                reader.DayOfYear = reader.Number(1, 3);
                break;
            case 'p':
                reader.HalfDay();
                break;
            case 'r' or 'T':
                foreach (var part in letter == 'r' ? "h:i:s p" : "H:i:s")
                {
                    if (char.IsLetter(part)) Read(reader, format, part);
                    else reader.Literal(part);
                }

                break;
            case 'S' or 's':
                reader.Second = reader.Number(1, 2);
                break;
            case 'v':
                reader.Week = reader.Number(1, 2);
                break;
            case 'x':
                reader.WeekYear = reader.SignedNumber(4);
                break;
            case 'Y':
                reader.Year = reader.SignedNumber(4);
                break;
            case 'y':
                reader.TwoDigitYear();
                break;
            case 'D' or 'U' or 'u' or 'V' or 'w' or 'X':
                throw Unknown("date_parse", format, letter);
            default:
                reader.Literal(letter);
                break;
        }
    }

    private static FormatException Unknown(string function, string format, char letter) =>
        new($"{function}: %{letter} in '{format}' is not supported, as in Athena. The week is %x-%v, the weekday %a or %W, a day %d or %e.");
}
