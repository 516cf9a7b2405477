using Datalake.Conforming;
using Datalake.Datasets;

namespace Datalake.Embedded.Schemas;

/// <summary>Which patterns read every text that was seen, for texts that are not in ISO 8601.</summary>
internal sealed class TimeTexts
{
    private const int Shortest = 6;
    private const int Longest = 45;

    private static readonly string[] Dates =
    [
        "M/d/yyyy", "d/M/yyyy", "d.M.yyyy", "yyyy/M/d", "yyyy-M-d", "yyyy.M.d", "d-M-yyyy", "M-d-yyyy", "d MMM yyyy", "MMM d, yyyy",
        "d-MMM-yyyy", "d MMMM yyyy", "MMMM d, yyyy", "M/d/yy", "d/M/yy", "d.M.yy", "d-MMM-yy",
    ];

    private static readonly string[] Times =
    [
        "", " H:mm", " H:mm:ss", " H:mm:ss.FFFFFFFFF", " h:mm tt", " h:mm:ss tt", ", H:mm", ", H:mm:ss", ", h:mm tt", ", h:mm:ss tt",
        " H:mm:ss o<+HHmm>", " H:mm:ss o<+HH:mm>",
    ];

    private static readonly string[] Whole =
    [
        "yyyyMMdd", "yyyyMMddHHmmss", "ddd, d MMM yyyy H:mm:ss 'GMT'", "ddd, d MMM yyyy H:mm:ss o<+HHmm>", "d/MMM/yyyy:H:mm:ss o<+HHmm>",
        "yyyy-MM-dd-HH.mm.ss.FFFFFFFFF", "yyyy-MM-dd HH:mm:ss tt",
    ];

    private static readonly Candidate[] All =
    [
        .. Dates.SelectMany(date => Times.Select(time => Of(date + time, time.Length == 0, !date.Contains("yyyy", StringComparison.Ordinal)))),
        .. Whole.Select(text => Of(text, text == "yyyyMMdd", text.StartsWith("yyyyMMdd", StringComparison.Ordinal))),
    ];

    private List<(Candidate Candidate, long Minimum, long Maximum)>? left;

    /// <summary>Notes a text.</summary>
    public void Observe(ReadOnlySpan<byte> text)
    {
        if (left is { Count: 0 }) return;
        if (text.Length is < Shortest or > Longest || text.IndexOfAnyInRange((byte)'0', (byte)'9') < 0)
        {
            left = [];
            return;
        }

        var next = new List<(Candidate, long, long)>();
        foreach (var (candidate, minimum, maximum) in left ?? [.. All.Select(candidate => (candidate, long.MaxValue, long.MinValue))])
        {
            if (TimeReader.TryRead(candidate.Format, text, isNumber: false, candidate.IsDate, out var at))
                next.Add((candidate, Math.Min(minimum, at), Math.Max(maximum, at)));
        }

        left = next;
    }

    /// <summary>Adds what another saw.</summary>
    public void Merge(TimeTexts other)
    {
        if (other.left is null) return;
        if (left is null)
        {
            left = [.. other.left];
            return;
        }

        left =
        [
            .. left.Join(
                other.left,
                one => one.Candidate,
                two => two.Candidate,
                (one, two) => (one.Candidate, Math.Min(one.Minimum, two.Minimum), Math.Max(one.Maximum, two.Maximum))),
        ];
    }

    /// <summary>
    /// The pattern that reads every text; null when there is none. Where day and month could be either, the one by which the times lie
    /// closer together.
    /// </summary>
    /// <param name="hinted">True when the field's name speaks of a time; some patterns read too much else without.</param>
    public TimeTextGuess? Guess(bool hinted)
    {
        if (left is null) return null;
        var fitting = left.Where(one => hinted || !one.Candidate.NeedsHint).ToList();
        if (fitting.Count == 0) return null;
        var best = fitting[0];
        var other = fitting.FirstOrDefault(one => one.Candidate != best.Candidate && one.Candidate.IsDate == best.Candidate.IsDate
            && one.Candidate.Text.Order().SequenceEqual(best.Candidate.Text.Order()));
        if (other.Candidate is null)
            return new TimeTextGuess(best.Candidate.Pattern, best.Candidate.IsDate, null, best.Minimum, best.Maximum);
        if (other.Maximum - other.Minimum < best.Maximum - best.Minimum) (best, other) = (other, best);
        return new TimeTextGuess(best.Candidate.Pattern, best.Candidate.IsDate, other.Candidate.Pattern, best.Minimum, best.Maximum);
    }

    private static Candidate Of(string text, bool isDate, bool needsHint)
    {
        if (!TimePattern.TryParse(text, out var pattern, out var problem)) throw new InvalidOperationException(problem);
        return new Candidate(text, pattern, new TimeFormat([pattern], zone: null), isDate, needsHint);
    }

    private sealed record Candidate(string Text, TimePattern Pattern, TimeFormat Format, bool IsDate, bool NeedsHint);
}

/// <summary>A pattern found for texts.</summary>
/// <param name="Pattern">The pattern.</param>
/// <param name="IsDate">True when it has no time of day.</param>
/// <param name="Other">The pattern with day and month exchanged, where it reads every text too; else null.</param>
/// <param name="Minimum">The earliest time, microseconds from 1970.</param>
/// <param name="Maximum">The latest one.</param>
internal sealed record TimeTextGuess(TimePattern Pattern, bool IsDate, TimePattern? Other, long Minimum, long Maximum)
{
    /// <summary>True when the texts have an offset.</summary>
    public bool HasOffset => Pattern.Offset is not null || Pattern.ToString().EndsWith("'GMT'", StringComparison.Ordinal);
}
