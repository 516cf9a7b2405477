using System.Globalization;
using System.Text;

namespace Datalake.Embedded.Queries.Athena.Values;

/// <summary>The formats of <c>format_datetime</c> and <c>parse_datetime</c>, which are Joda's: <c>yyyy-MM-dd HH:mm:ss</c>.</summary>
internal static class JodaPattern
{
    /// <summary>A timestamp as text.</summary>
    /// <param name="time">The local time.</param>
    /// <param name="format">The format.</param>
    /// <param name="zone">The zone's name or offset.</param>
    /// <param name="offset">The minutes that the zone is ahead of UTC then.</param>
    public static string Format(DateTime time, string format, string zone, long offset)
    {
        var result = new StringBuilder();
        foreach (var (letter, count, literal) in Parts("format_datetime", format))
            result.Append(literal ?? Part(time, letter, count, zone, offset) ?? throw Unknown("format_datetime", format, letter));
        return result.ToString();
    }

    /// <summary>Reads a timestamp.</summary>
    /// <returns>The timestamp in ISO 8601, with the zone that the text names after a space; UTC when it names none.</returns>
    public static string Parse(string text, string format)
    {
        var reader = new TimeFieldReader("parse_datetime", text, format);
        foreach (var (letter, count, literal) in Parts("parse_datetime", format))
        {
            if (literal is null) Read(reader, format, letter, count);
            else foreach (var c in literal) reader.Literal(c);
        }

        var time = reader.Finish();
        return string.Create(CultureInfo.InvariantCulture, $"{time:yyyy-MM-dd HH:mm:ss.fff} {reader.Zone ?? "UTC"}");
    }

    private static IEnumerable<(char Letter, int Count, string? Literal)> Parts(string function, string format)
    {
        for (var i = 0; i < format.Length;)
        {
            if (format[i] == '\'')
            {
                var end = i + 1;
                var text = new StringBuilder();
                for (; end < format.Length && (format[end] != '\''
                    || (end + 1 < format.Length && format[end + 1] == '\'')); end++)
                {
                    if (format[end] == '\'') end++;
                    text.Append(format[end]);
                }

                if (end >= format.Length) throw new FormatException($"{function}: the format '{format}' opens a text with ' and does not close it.");
                yield return ('\'', 0, text.Length == 0 ? "'" : text.ToString());
                i = end + 1;
            }
            else if (char.IsAsciiLetter(format[i]))
            {
                var end = i;
                while (end < format.Length && format[end] == format[i]) end++;
                yield return (format[i], end - i, null);
                i = end;
            }
            else
            {
                yield return (format[i], 0, format[i].ToString());
                i++;
            }
        }
    }

    private static string? Part(DateTime time, char letter, int count, string zone, long offset) =>
        letter switch
        {
            'G' => "AD",
            'C' => TimeFieldText.Number(time.Year / 100, count),
            'y' or 'Y' => count == 2 ? TimeFieldText.Number(time.Year % 100, 2) : TimeFieldText.Number(time.Year, count),
            'x' => count == 2 ? TimeFieldText.Number(ISOWeek.GetYear(time) % 100, 2) : TimeFieldText.Number(ISOWeek.GetYear(time), count),
            'w' => TimeFieldText.Number(ISOWeek.GetWeekOfYear(time), count),
            'e' => TimeFieldText.Number(time.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)time.DayOfWeek, count),
            'E' => TimeFieldText.Text(time, count > 3 ? "dddd" : "ddd"),
            'D' => TimeFieldText.Number(time.DayOfYear, count),
            'M' => count > 3 ? TimeFieldText.Text(time, "MMMM") : count == 3 ? TimeFieldText.Text(time, "MMM") : TimeFieldText.Number(time.Month, count),
            'd' => TimeFieldText.Number(time.Day, count),
            'a' => TimeFieldText.Text(time, "tt"),
            'K' => TimeFieldText.Number(time.Hour % 12, count),
            'h' => TimeFieldText.Number(TimeFieldText.Hour12(time), count),
            'H' => TimeFieldText.Number(time.Hour, count),
            'k' => TimeFieldText.Number(time.Hour == 0 ? 24 : time.Hour, count),
            'm' => TimeFieldText.Number(time.Minute, count),
            's' => TimeFieldText.Number(time.Second, count),
            'S' => TimeFieldText.Number(time.Millisecond, 3).PadRight(count, '0')[..count],
            'Z' => count >= 3 ? zone : Offset(offset, count == 2 ? ":" : string.Empty),
            'z' => zone == "UTC" ? count > 3 ? "Coordinated Universal Time" : "UTC" : zone[0] is '+' or '-' ? zone : null,
            _ => null,
        };

    private static string Offset(long minutes, string colon) =>
        string.Create(CultureInfo.InvariantCulture, $"{(minutes < 0 ? '-' : '+')}{Math.Abs(minutes) / 60:00}{colon}{Math.Abs(minutes) % 60:00}");

    private static void Read(TimeFieldReader reader, string format, char letter, int count)
    {
        switch (letter)
        {
            case 'y' or 'Y' when count == 2:
                reader.TwoDigitYear();
                break;
            case 'y' or 'Y':
                reader.Year = reader.SignedNumber(Math.Max(count, 4));
                break;
            case 'x':
                reader.WeekYear = reader.SignedNumber(Math.Max(count, 4));
                break;
            case 'w':
                reader.Week = reader.Number(1, 2);
                break;
            case 'e':
                reader.DayOfWeek = reader.Number(1, 1);
                break;
            case 'E':
                reader.DayName();
                break;
            case 'D':
                reader.DayOfYear = reader.Number(1, 3);
                break;
            case 'M' when count >= 3:
                reader.MonthName();
                break;
            case 'M':
                reader.Month = reader.Number(1, 2);
                break;
            case 'd':
                reader.Day = reader.Number(1, 2);
                break;
            case 'a':
                reader.HalfDay();
                break;
            case 'K' or 'h':
                reader.Hour12 = reader.Number(1, 2) % 12;
                break;
            case 'H' or 'k':
                reader.Hour = reader.Number(1, 2) % (letter == 'k' ? 24 : 100);
                break;
            case 'm':
                reader.Minute = reader.Number(1, 2);
                break;
            case 's':
                reader.Second = reader.Number(1, 2);
                break;
            case 'S':
                reader.Fraction(count);
                break;
            case 'Z' when count < 3:
                reader.Offset();
                break;
            case 'Z' or 'z':
                reader.ZoneName();
                break;
            default:
                throw Unknown("parse_datetime", format, letter);
        }
    }

    private static FormatException Unknown(string function, string format, char letter) =>
        new($"{function}: the letter {letter} in '{format}' is not known. Write yyyy, MM, dd, HH, mm, ss, SSS, EEE, a, Z, and text in quotes.");
}
