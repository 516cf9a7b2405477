using System.Globalization;

namespace Datalake.Embedded.Queries.Athena.Values;

/// <summary>Dates and timestamps of ISO 8601: also of weeks and of days of the year, each part but the year absent.</summary>
internal static class Iso8601
{
    /// <summary>
    /// A timestamp as one number: the milliseconds of its local time, times 4096, and 2048 and the minutes that its offset is ahead of
    /// UTC.
    /// </summary>
    public static long Packed(string text)
    {
        var (time, zone) = Read(text);
        return ((time.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond * 4096) + 2048 + (Minutes(zone) ?? 0);
    }

    /// <summary>Reads a date.</summary>
    public static DateTime Date(string text)
    {
        var reader = new TimeFieldReader("from_iso8601_date", text, "ISO 8601");
        ReadDate(reader, text);
        return reader.Finish();
    }

    /// <summary>The local time of a timestamp as SQL writes it: a space before the time, and a zone or none.</summary>
    public static DateTime SqlLocal(string text) => ReadSql(text).Time;

    /// <summary>The zone of such a timestamp.</summary>
    public static string SqlZone(string text) => ReadSql(text).Zone;

    /// <summary>The minutes that an offset is ahead of UTC; null for the name of a zone.</summary>
    public static long? Minutes(string zone)
    {
        var sign = zone.Length > 0 && zone[0] is '+' or '-' ? 0 : zone.StartsWith("UTC", StringComparison.OrdinalIgnoreCase) || zone.StartsWith("GMT", StringComparison.OrdinalIgnoreCase) ? 3 : -1;
        if (zone is "Z" or "UTC" or "GMT") return 0;
        if (sign < 0 || sign >= zone.Length) return null;
        var digits = zone[(sign + 1)..].Replace(":", string.Empty, StringComparison.Ordinal);
        if (digits.Length is 1 or 2) digits = digits.PadLeft(2, '0') + "00";
        if (digits.Length != 4 || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number % 100 > 59)
            return null;
        var minutes = (number / 100 * 60) + (number % 100);
        return zone[sign] == '-' ? -minutes : minutes;
    }

    private static (DateTime Time, string Zone) Read(string text)
    {
        var reader = new TimeFieldReader("from_iso8601_timestamp", text, "ISO 8601, such as 2026-01-02T03:04:05Z");
        ReadDate(reader, text);
        if (reader.Skip('T') && !reader.IsAtEnd)
        {
            if (char.IsAsciiDigit(reader.Next)) ReadTime(reader);
            if (!reader.IsAtEnd) reader.Offset();
        }

        return (reader.Finish(), reader.Zone ?? "UTC");
    }

    private static (DateTime Time, string Zone) ReadSql(string text)
    {
        var reader = new TimeFieldReader("timestamp", text.Trim(), "yyyy-MM-dd HH:mm:ss zone");
        reader.Year = reader.SignedNumber(6);
        reader.Literal('-');
        reader.Month = reader.Number(1, 2);
        reader.Literal('-');
        reader.Day = reader.Number(1, 2);
        if (reader.Skip(' ') || reader.Skip('T'))
        {
            if (char.IsAsciiDigit(reader.Next)) ReadTime(reader);
            reader.Skip(' ');
            if (!reader.IsAtEnd && reader.Next is '+' or '-') reader.Offset();
            else if (!reader.IsAtEnd) reader.ZoneName();
        }

        return (reader.Finish(), reader.Zone is null or "Z" ? "UTC" : reader.Zone);
    }

    private static void ReadTime(TimeFieldReader reader)
    {
        reader.Hour = reader.Number(1, 2);
        if (!reader.Skip(':')) return;
        reader.Minute = reader.Number(1, 2);
        if (!reader.Skip(':')) return;
        reader.Second = reader.Number(1, 2);
        if (reader.Skip('.') || reader.Skip(',')) reader.Fraction(12);
    }

    private static void ReadDate(TimeFieldReader reader, string text)
    {
        var year = reader.SignedNumber(4);
        reader.Year = year;
        if (!reader.Skip('-')) return;
        if (reader.Skip('W'))
        {
            reader.WeekYear = year;
            reader.Week = reader.Number(2, 2);
            if (reader.Skip('-')) reader.DayOfWeek = reader.Number(1, 1);
            return;
        }

        var digits = text.AsSpan(text.IndexOf('-', 1) + 1);
        if (digits.Length >= 3 && char.IsAsciiDigit(digits[0]) && char.IsAsciiDigit(digits[1]) && char.IsAsciiDigit(digits[2]))
        {
            reader.DayOfYear = reader.Number(3, 3);
            return;
        }

        reader.Month = reader.Number(1, 2);
        if (reader.Skip('-')) reader.Day = reader.Number(1, 2);
    }
}
