using System.Globalization;

namespace Datalake.Infrastructure.Settings;

/// <summary>EventBridge's cron expressions: six fields, of which day of month or day of week is <c>?</c>.</summary>
internal static class CronExpression
{
    /// <summary>The form in words.</summary>
    public const string Form =
        "an EventBridge cron expression of six fields, like cron(10 * * * ? *) (minutes, hours, day of month, month, day of week, year; of the two days one is ?)";

    private const string Months = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC";
    private const string Days = "SUN MON TUE WED THU FRI SAT";

    // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cron-expressions.html
    private static readonly Field[] Fields =
    [
        new(0, 59, "", ""),
        new(0, 23, "", ""),
        new(1, 31, "", "LW"),
        new(1, 12, Months, ""),
        new(1, 7, Days, "L#"),
        new(1970, 2199, "", ""),
    ];

    /// <summary>True when EventBridge takes the text.</summary>
    /// <param name="text">The text.</param>
    public static bool IsValid(string text)
    {
        if (!text.StartsWith("cron(", StringComparison.Ordinal) || !text.EndsWith(')')) return false;
        var parts = text[5..^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != Fields.Length || (parts[2] == "?") == (parts[4] == "?")) return false;
        return Fields.Select((field, i) => parts[i] == "?" ? i is 2 or 4 : field.IsValid(parts[i])).All(valid => valid);
    }

    private sealed record Field(int Smallest, int Largest, string Names, string Specials)
    {
        public bool IsValid(string text) => text.Split(',').All(IsItem);

        private bool IsItem(string item)
        {
            var (range, step) = item.Split('/') switch
            {
                [var only] => (only, "1"),
                [var first, var second] => (first, second),
                _ => ("", ""),
            };
            if (!TryNumber(step, out var every) || every < 1) return false;
            if (range == "*") return true;
            if (IsSpecial(range)) return true;
            return range.Split('-') switch
            {
                [var one] => TryValue(one, out _),
                [var from, var to] => TryValue(from, out var first) && TryValue(to, out var last) && first <= last,
                _ => false,
            };
        }

        private bool IsSpecial(string text)
        {
            if (Specials.Contains('W', StringComparison.Ordinal))
                return text is "L" or "LW" || (text.EndsWith('W') && TryValue(text[..^1], out _));
            if (!Specials.Contains('#', StringComparison.Ordinal)) return false;
            if (text is "L" || (text.EndsWith('L') && TryValue(text[..^1], out _))) return true;
            return text.Split('#') is [var day, var nth] && TryValue(day, out _) && TryNumber(nth, out var n) && n is >= 1 and <= 5;
        }

        private bool TryValue(string text, out int value)
        {
            var named = Names.Length == 0 ? -1 : Array.IndexOf(Names.Split(' '), text.ToUpperInvariant());
            if (named >= 0)
            {
                value = named + 1;
                return true;
            }

            return TryNumber(text, out value) && value >= Smallest && value <= Largest;
        }

        private static bool TryNumber(string text, out int value) =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }
}
