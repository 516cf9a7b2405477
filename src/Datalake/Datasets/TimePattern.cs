using System.Diagnostics.CodeAnalysis;
using Datalake.Documents;
using NodaTime;
using NodaTime.Text;

namespace Datalake.Datasets;

/// <summary>One format of a timestamp: ISO 8601, a count since 1970, or a pattern of letters such as <c>M/d/yyyy H:mm</c>.</summary>
public sealed class TimePattern
{
    private readonly string text;

    private TimePattern(string text, int? epochDigits = null, LocalDateTimePattern? local = null, OffsetDateTimePattern? offset = null)
    {
        this.text = text;
        EpochDigits = epochDigits;
        Local = local;
        Offset = offset;
    }

    /// <summary>ISO 8601.</summary>
    public static TimePattern Iso { get; } = new("iso");

    /// <summary>A count of milliseconds since 1970.</summary>
    internal static TimePattern Milliseconds { get; } = new("epoch-ms", 3);

    private static Dictionary<string, TimePattern> Named { get; } = new TimePattern[]
    {
        Iso, new("epoch-s", 0), Milliseconds, new("epoch-us", 6), new("epoch-ns", 9),
    }.ToDictionary(pattern => pattern.text, StringComparer.Ordinal);

    /// <summary>For a count since 1970 the decimal digits of its unit below a second (3 for milliseconds); else null.</summary>
    public int? EpochDigits { get; }

    internal LocalDateTimePattern? Local { get; }

    internal OffsetDateTimePattern? Offset { get; }

    /// <summary>Reads a format.</summary>
    /// <param name="text"><c>iso</c>, <c>epoch-s</c>, <c>epoch-ms</c>, <c>epoch-us</c>, <c>epoch-ns</c> or a pattern.</param>
    /// <param name="pattern">The format; null when the text is none.</param>
    /// <param name="problem">Why not, and what to write; null when the text is a format.</param>
    /// <returns>True when the text is a format.</returns>
    public static bool TryParse(
        string text, [NotNullWhen(true)] out TimePattern? pattern, [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        problem = null;
        if (Named.TryGetValue(text, out pattern)) return true;

        var letters = Letters(text);
        problem = Missing(letters);
        if (problem is not null)
        {
            problem = $"'{Excerpt.Around(text, 0)}' is not a format: {problem} A format is 'iso', 'epoch-s', 'epoch-ms', 'epoch-us', " +
                "'epoch-ns', or a pattern of letters such as 'M/d/yyyy H:mm' or 'dd.MM.yyyy HH:mm:ss'.";
            return false;
        }

        try
        {
            pattern = letters.Contains('o', StringComparison.Ordinal)
                ? new TimePattern(text, offset: OffsetDateTimePattern.CreateWithInvariantCulture(text))
                : new TimePattern(text, local: LocalDateTimePattern.CreateWithInvariantCulture(text));
            return true;
        }
        catch (InvalidPatternException invalid)
        {
            problem = $"'{Excerpt.Around(text, 0)}' is not a pattern: {invalid.Message}";
            return false;
        }
    }

    /// <summary>The format as the contract writes it.</summary>
    public override string ToString() => text;

    /// <summary>The letters that mean a part of the time: what is quoted or escaped stands for itself.</summary>
    private static string Letters(string text)
    {
        var letters = new System.Text.StringBuilder();
        var quote = '\0';
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\') i++;
            else if (quote != '\0') quote = text[i] == quote ? '\0' : quote;
            else if (text[i] is '\'' or '"') quote = text[i];
            else if (char.IsAsciiLetter(text[i])) letters.Append(text[i]);
        }

        return letters.ToString();
    }

    /// <summary>What is missing for a whole date and an hour that means one time only.</summary>
    private static string? Missing(string letters)
    {
        if (!letters.Contains('y', StringComparison.Ordinal) && !letters.Contains('u', StringComparison.Ordinal)) return "It has no year (yyyy).";
        if (!letters.Contains('M', StringComparison.Ordinal)) return "It has no month (M or MM; mm are minutes).";
        if (!letters.Contains('d', StringComparison.Ordinal)) return "It has no day (d or dd).";
        return letters.Contains('h', StringComparison.Ordinal) && !letters.Contains('t', StringComparison.Ordinal)
            ? "An hour of twelve (h) needs am or pm (tt); H is the hour of the day."
            : null;
    }
}
