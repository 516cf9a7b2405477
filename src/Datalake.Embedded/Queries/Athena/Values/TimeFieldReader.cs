using System.Globalization;

namespace Datalake.Embedded.Queries.Athena.Values;

/// <summary>Reads the parts of a timestamp from a text, one after the other.</summary>
/// <param name="function">The function that reads, for messages.</param>
/// <param name="text">The text.</param>
/// <param name="format">The format, for messages.</param>
internal sealed class TimeFieldReader(string function, string text, string format)
{
    private static readonly DateTimeFormatInfo Names = CultureInfo.InvariantCulture.DateTimeFormat;

    private int at;
    private bool? isAfternoon;
    private long ticks;

    public int? Year { get; set; }

    public int? Month { get; set; }

    public int? Day { get; set; }

    public int? DayOfYear { get; set; }

    public int? WeekYear { get; set; }

    public int? Week { get; set; }

    public int? DayOfWeek { get; set; }

    public int? Hour { get; set; }

    public int? Hour12 { get; set; }

    public int? Minute { get; set; }

    public int? Second { get; set; }

    /// <summary>The zone, when the text names one: an offset or a name.</summary>
    public string? Zone { get; private set; }

    /// <summary>The next character of the text.</summary>
    public char Next => at < text.Length ? text[at] : '\0';

    /// <summary>True at the end of the text.</summary>
    public bool IsAtEnd => at == text.Length;

    /// <summary>Reads a character that must stand there.</summary>
    public void Literal(char expected)
    {
        if (Next != expected || IsAtEnd) throw Malformed();
        at++;
    }

    /// <summary>Reads a character that may stand there.</summary>
    public bool Skip(char expected)
    {
        if (IsAtEnd || Next != expected) return false;
        at++;
        return true;
    }

    public int Number(int fewest, int most)
    {
        var start = at;
        while (at < text.Length && at - start < most && char.IsAsciiDigit(text[at])) at++;
        return at - start < fewest ? throw Malformed() : int.Parse(text.AsSpan(start, at - start), CultureInfo.InvariantCulture);
    }

    public int SignedNumber(int most)
    {
        var negative = Skip('-');
        if (!negative) Skip('+');
        return negative ? -Number(1, most) : Number(1, most);
    }

    // Those of two digits lie in 1970 to 2069.
    public void TwoDigitYear()
    {
        var start = at;
        var year = Number(1, 4);
        Year = at - start != 2 ? year : year < 70 ? 2000 + year : 1900 + year;
    }

    // Milliseconds are the smallest part that Athena has.
    public void Fraction(int most)
    {
        var start = at;
        Number(1, 1);
        while (at < text.Length && at - start < most && char.IsAsciiDigit(text[at])) at++;
        var digits = text[start..at].PadRight(3, '0')[..3];
        ticks = int.Parse(digits, CultureInfo.InvariantCulture) * TimeSpan.TicksPerMillisecond;
    }

    public void MonthName() => Month = Named(Names.MonthNames, Names.AbbreviatedMonthNames) + 1;

    public void DayName() => DayOfWeek = ((Named(Names.DayNames, Names.AbbreviatedDayNames) + 6) % 7) + 1;

    public void HalfDay() => isAfternoon = Named(["AM", "PM"], []) == 1;

    /// <summary>Reads Z, +hh, +hhmm, +hh:mm.</summary>
    public void Offset()
    {
        if (Skip('Z'))
        {
            Zone = "UTC";
            return;
        }

        var negative = Skip('-');
        if (!negative && !Skip('+')) throw Malformed();
        var hours = Number(2, 2);
        Skip(':');
        var minutes = char.IsAsciiDigit(Next) ? Number(2, 2) : 0;
        if (hours > 18 || minutes > 59) throw Malformed();
        Zone = hours == 0 && minutes == 0 ? "UTC" : string.Create(CultureInfo.InvariantCulture, $"{(negative ? '-' : '+')}{hours:00}:{minutes:00}");
    }

    /// <summary>Reads the name of a zone, up to white space or the end.</summary>
    public void ZoneName()
    {
        var start = at;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '/' or '_' or '-' or '+' or ':')) at++;
        if (at == start) throw Malformed();
        Zone = text[start..at];
    }

    /// <summary>The timestamp.</summary>
    public DateTime Finish()
    {
        if (!IsAtEnd) throw Malformed();
        var hour = Hour ?? (Hour12 ?? 0) + (isAfternoon == true ? 12 : 0);
        try
        {
            return Date().AddTicks(new TimeOnly(hour, Minute ?? 0, Second ?? 0).Ticks + ticks);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw Nowhere();
        }
    }

    private DateTime Date()
    {
        if (WeekYear is not null || Week is not null)
        {
            var year = WeekYear ?? Year ?? 1970;
            var week = Week ?? 1;
            if (week < 1 || week > ISOWeek.GetWeeksInYear(year) || DayOfWeek is < 1 or > 7) throw Nowhere();
            return ISOWeek.ToDateTime(year, week, (DayOfWeek)((DayOfWeek ?? 1) % 7));
        }

        if (DayOfYear is not { } day) return new DateTime(Year ?? 1970, Month ?? 1, Day ?? 1);
        var first = new DateTime(Year ?? 1970, 1, 1);
        return day >= 1 && first.AddDays(day - 1) is var found && found.Year == first.Year ? found : throw Nowhere();
    }

    private int Named(string[] names, string[] shorter)
    {
        foreach (var list in new[] { names, shorter })
        {
            for (var i = 0; i < list.Length; i++)
            {
                if (list[i].Length == 0 || !text.AsSpan(at).StartsWith(list[i], StringComparison.OrdinalIgnoreCase)) continue;
                at += list[i].Length;
                return i;
            }
        }

        throw Malformed();
    }

    private FormatException Nowhere() => new($"{function}: '{text}' names a day or a time that there is not.");

    private FormatException Malformed() =>
        new(at >= text.Length ? $"{function}: '{text}' is too short for the format '{format}'." : $"{function}: '{text}' does not fit the format '{format}' from '{text[at..]}' on.");
}
