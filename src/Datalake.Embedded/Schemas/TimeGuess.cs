using Datalake.Datasets;

namespace Datalake.Embedded.Schemas;

/// <summary>That the values of a column are times, and how they are written.</summary>
/// <param name="Format">The formats.</param>
/// <param name="IsDate">True when no value has a time of day.</param>
/// <param name="Minimum">The earliest time, microseconds from 1970.</param>
/// <param name="Maximum">The latest one.</param>
internal sealed record TimeGuess(TimeFormat Format, bool IsDate, long Minimum, long Maximum)
{
    private const double SecondsIn2000 = 946_684_800;
    private const double SecondsIn2100 = 4_102_444_800;

    /// <summary>What to look at, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; private init; } = [];

    /// <summary>Finds how the times of a column are written.</summary>
    /// <param name="key">The column's key.</param>
    /// <param name="shape">What was seen of it.</param>
    /// <returns>Null when they are not times.</returns>
    public static TimeGuess? Of(string key, ValueShape shape)
    {
        if (shape.Scalars == 0 || shape.Arrays + shape.Objects > 0 || shape.Booleans > 0) return null;
        var hinted = FieldWords.HintsTime(key);
        var patterns = new List<TimePattern>();
        var notes = new List<string>();
        var isDate = true;
        var (minimum, maximum) = shape.Times;
        var hasZone = false;
        if (shape.Dates + shape.Timestamps > 0)
        {
            patterns.Add(TimePattern.Iso);
            isDate = shape.Timestamps == 0;
            hasZone = shape.WithoutOffset > 0;
        }

        if (shape.Texts > 0)
        {
            if (hinted && shape.Numerals.Count == shape.Texts && Epoch(shape.Numerals) is { } unit) AddEpoch(shape.Numerals, unit);
            else if (shape.Patterns.Guess(hinted) is { } texts) AddTexts(texts);
            else return null;
        }

        if (shape.Numbers.Count > 0)
        {
            if (!hinted) return null;
            if (Epoch(shape.Numbers) is { } unit) AddEpoch(shape.Numbers, unit);
            else if (shape.Numbers.AreDays && TimePattern.TryParse("yyyyMMdd", out var days, out _))
            {
                patterns.Add(days);
                var (first, last) = shape.Numbers.Range;
                (minimum, maximum) = (Math.Min(minimum, DayOf(first)), Math.Max(maximum, DayOf(last)));
            }
            else return null;
        }

        if (hasZone)
            notes.Add($"'{key}' has times without an offset, which count as UTC. Add \"zone\", e.g. \"Europe/London\", if they are local times.");
        if (shape.TooFine > 0)
            notes.Add($"'{key}' has times finer than a microsecond, which a timestamp truncates. Declare it string to keep each digit.");
        var format = patterns is [var only] && only == TimePattern.Iso
            ? TimeFormat.Default
            : new TimeFormat([.. patterns.Distinct()], zone: null);
        return new TimeGuess(format, isDate, minimum, maximum) { Notes = notes };

        void AddEpoch(NumberDigits numbers, (TimePattern Pattern, int Digits) unit)
        {
            isDate = false;
            patterns.Add(unit.Pattern);
            var scale = Math.Pow(10, 6 - unit.Digits);
            var (first, last) = ((long)(numbers.Range.Minimum * scale), (long)(numbers.Range.Maximum * scale));
            (minimum, maximum) = (Math.Min(minimum, first), Math.Max(maximum, last));
            if (numbers.Scale + unit.Digits > 6)
                notes.Add($"'{key}' has times finer than a microsecond, which a timestamp truncates. Declare it decimal(38,9) to keep each digit.");
        }

        void AddTexts(TimeTextGuess texts)
        {
            patterns.Add(texts.Pattern);
            isDate &= texts.IsDate;
            hasZone |= !texts.IsDate && !texts.HasOffset;
            (minimum, maximum) = (Math.Min(minimum, texts.Minimum), Math.Max(maximum, texts.Maximum));
            if (texts.Other is { } other)
                notes.Add($"'{key}' could be written {texts.Pattern} or {other}: every value fits both. The proposal has {texts.Pattern}; check it.");
        }
    }

    private static (TimePattern Pattern, int Digits)? Epoch(NumberDigits numbers)
    {
        foreach (var (name, digits) in (ReadOnlySpan<(string, int)>)[("epoch-s", 0), ("epoch-ms", 3), ("epoch-us", 6), ("epoch-ns", 9)])
        {
            var scale = Math.Pow(10, digits);
            if (numbers.Range.Minimum < SecondsIn2000 * scale || numbers.Range.Maximum >= SecondsIn2100 * scale) continue;
            return TimePattern.TryParse(name, out var pattern, out _) ? (pattern, digits) : null;
        }

        return null;
    }

    private static long DayOf(double day) =>
        (new DateTime((int)(day / 10000), (int)(day / 100 % 100), 1, 0, 0, 0, DateTimeKind.Utc) - DateTime.UnixEpoch).Ticks / 10;
}
