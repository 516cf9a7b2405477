using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Datalake.Embedded.Queries.Athena.Values;

/// <summary>
/// Regular expressions with Java's syntax, as Athena has them. .NET's are nearly the same; the engine's own (RE2) lack look-around and
/// references to groups.
/// </summary>
internal static class JavaRegex
{
    private const int CompileAfter = 20_000;
    private const int CachedPatterns = 1_000;

    // A pattern that goes back over a text again and again would never end.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private static readonly ConcurrentDictionary<string, Pattern> Patterns = new(StringComparer.Ordinal);

    private static readonly (string Java, string Own)[] Classes =
    [
        ("Alpha", "a-zA-Z"), ("Digit", "0-9"), ("Alnum", "a-zA-Z0-9"), ("Upper", "A-Z"), ("Lower", "a-z"), ("Punct", @"!-/:-@\[-`{-~"),
        ("Space", @"\s"), ("XDigit", "0-9a-fA-F"), ("ASCII", @"\x00-\x7F"),
    ];

    /// <summary>True when a pattern matches somewhere in a text.</summary>
    public static bool IsMatch(string text, string pattern) => Of(pattern).IsMatch(text);

    /// <summary>A group of the first match; null when nothing matches, or the group takes no part.</summary>
    public static string? Extract(string text, string pattern, long group)
    {
        var match = Of(pattern).Match(text);
        return match.Success ? Group(match, pattern, group) : null;
    }

    /// <summary>A group of each match, as a JSON array.</summary>
    public static string ExtractAll(string text, string pattern, long group) =>
        JsonLists.Of(Of(pattern).Matches(text).Select(match => Group(match, pattern, group)));

    /// <summary>The text with each match replaced.</summary>
    public static string Replace(string text, string pattern, string replacement)
    {
        var regex = Of(pattern);
        return regex.Replace(text, Replacement(regex, replacement));
    }

    /// <summary>The parts between the matches, as a JSON array.</summary>
    public static string Split(string text, string pattern)
    {
        var parts = new List<string>();
        var done = 0;
        foreach (Match match in Of(pattern).Matches(text))
        {
            parts.Add(text[done..match.Index]);
            done = match.Index + match.Length;
        }

        parts.Add(text[done..]);
        return JsonLists.Of(parts);
    }

    /// <summary>How often a pattern matches.</summary>
    public static long Count(string text, string pattern) => Of(pattern).Count(text);

    /// <summary>Where a match begins, in characters from 1; -1 when there is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="pattern">The pattern.</param>
    /// <param name="start">The character to begin at, from 1.</param>
    /// <param name="occurrence">Which of the matches, from 1.</param>
    public static long Position(string text, string pattern, long start, long occurrence)
    {
        if (start < 1) throw new FormatException("regexp_position: the first character is 1.");
        if (occurrence < 1) throw new FormatException("regexp_position: the first occurrence is 1.");
        var from = Characters.Index(text, start - 1);
        if (from > text.Length) return -1;
        var match = Of(pattern).Match(text, from);
        for (var i = 1L; i < occurrence && match.Success; i++) match = match.NextMatch();
        return match.Success ? Characters.Count(text.AsSpan(0, match.Index)) + 1 : -1;
    }

    private static string? Group(Match match, string pattern, long group)
    {
        if (group < 0 || group >= match.Groups.Count)
            throw new FormatException($"The pattern '{pattern}' has {match.Groups.Count - 1} groups; there is no group {group}.");
        return match.Groups[(int)group] is { Success: true } found ? found.Value : null;
    }

    private static Regex Of(string pattern)
    {
        if (!Patterns.TryGetValue(pattern, out var known))
        {
            if (Patterns.Count >= CachedPatterns) Patterns.Clear();
            known = Patterns.GetOrAdd(pattern, text => new Pattern(text));
        }

        return known.Regex;
    }

    private static string Translate(string pattern)
    {
        var result = new StringBuilder();
        var inClass = false;
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            if (c == '\\' && i + 1 < pattern.Length)
            {
                i = Escape(pattern, i, inClass, result);
                continue;
            }

            if (inClass && c == '&' && i + 1 < pattern.Length && pattern[i + 1] == '&')
                throw new FormatException($"The pattern '{pattern}' intersects classes with &&; write a look-ahead: (?=[a-z])[^aeiou].");
            if (inClass && c == '[') result.Append('\\');
            else if (!inClass && c == '[')
            {
                inClass = true;
                result.Append(c);
                if (i + 1 < pattern.Length && pattern[i + 1] == '^') result.Append(pattern[++i]);
                if (i + 1 < pattern.Length && pattern[i + 1] == ']')
                {
                    result.Append(@"\]");
                    i++;
                }

                continue;
            }
            else if (inClass && c == ']') inClass = false;
            else if (!inClass && c == '+' && i > 0 && (pattern[i - 1] is '*' or '+' or '?' or '}') && IsQuantifier(pattern, i - 1))
                throw new FormatException($"The pattern '{pattern}' has a possessive quantifier; write an atomic group: (?>a+).");
            result.Append(c);
        }

        return result.ToString();
    }

    private static bool IsQuantifier(string pattern, int at) =>
        at > 0 && pattern[at - 1] != '\\' && (pattern[at] != '}' || pattern.LastIndexOf('{', at) > 0) && pattern[at - 1] != '(';

    private static int Escape(string pattern, int at, bool inClass, StringBuilder result)
    {
        var letter = pattern[at + 1];
        if (letter == 'Q')
        {
            var end = pattern.IndexOf(@"\E", at + 2, StringComparison.Ordinal);
            result.Append(Regex.Escape(end < 0 ? pattern[(at + 2)..] : pattern[(at + 2)..end]));
            return end < 0 ? pattern.Length : end + 1;
        }

        if (letter is 'p' or 'P' && at + 2 < pattern.Length && pattern[at + 2] == '{' && pattern.IndexOf('}', at) is > 0 and var close)
        {
            var name = pattern[(at + 3)..close];
            var known = Array.Find(Classes, each => each.Java == name);
            if (known.Own is not null)
            {
                if (inClass && letter == 'P') throw new FormatException($"The pattern '{pattern}' has \\P{{{name}}} inside of brackets; write it as its own part.");
                result.Append(inClass ? known.Own : $"[{(letter == 'P' ? "^" : string.Empty)}{known.Own}]");
                return close;
            }

            result.Append(CultureInfo.InvariantCulture, $"\\{letter}{{{(name.StartsWith("Is", StringComparison.Ordinal) && name.Length <= 4 ? name[2..] : name)}}}");
            return close;
        }

        if (letter == 'h') result.Append(inClass ? @" \t" : @"[ \t]");
        else if (letter == 'R') result.Append(@"(?:\r\n|[\n\v\f\r\u0085\u2028\u2029])");
        else if (letter == 'x' && at + 2 < pattern.Length && pattern[at + 2] == '{' && pattern.IndexOf('}', at) is > 0 and var end)
        {
            var code = int.Parse(pattern.AsSpan(at + 3, end - at - 3), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            result.Append(Regex.Escape(char.ConvertFromUtf32(code)));
            return end;
        }
        else result.Append('\\').Append(letter);
        return at + 1;
    }

    // $1 and ${name}; a backslash makes the next character stand for itself. Of $12 it is as many digits as name a group.
    private static string Replacement(Regex regex, string text)
    {
        var result = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                if (++i == text.Length) throw new FormatException($"regexp_replace: the replacement '{text}' ends with a backslash.");
                if (char.IsAsciiDigit(text[i]))
                    throw new FormatException($"regexp_replace: a group is ${text[i]}, as in Athena, not \\{text[i]}. The engine's own function is the one with options: regexp_replace(x, pattern, replacement, 'g').");
                result.Append(text[i] == '$' ? "$$" : text[i].ToString());
            }
            else if (text[i] != '$') result.Append(text[i]);
            else if (i + 1 < text.Length && text[i + 1] == '{' && text.IndexOf('}', i) is > 0 and var close)
            {
                var name = text[(i + 2)..close];
                if (regex.GroupNumberFromName(name) < 0) throw new FormatException($"regexp_replace: the pattern has no group '{name}'.");
                result.Append("${").Append(name).Append('}');
                i = close;
            }
            else
            {
                var groups = regex.GetGroupNumbers();
                var number = -1;
                while (i + 1 < text.Length && char.IsAsciiDigit(text[i + 1]))
                {
                    var longer = (Math.Max(number, 0) * 10) + text[i + 1] - '0';
                    if (number >= 0 && !groups.Contains(longer)) break;
                    number = longer;
                    i++;
                }

                if (!groups.Contains(number))
                    throw new FormatException($"regexp_replace: the replacement '{text}' names a group that the pattern does not have. A dollar sign itself is \\$.");
                result.Append(CultureInfo.InvariantCulture, $"${{{number}}}");
            }
        }

        return result.ToString();
    }

    private sealed class Pattern(string text)
    {
        private readonly string translated = Translate(text);
        private Regex? regex;
        private int uses;

        public Regex Regex
        {
            get
            {
                // To compile a pattern takes as long as to match it ten thousand times.
                if (regex is null) return regex = new Regex(translated, RegexOptions.CultureInvariant, Longest);
                if (++uses == CompileAfter) regex = new Regex(translated, RegexOptions.CultureInvariant | RegexOptions.Compiled, Longest);
                return regex;
            }
        }
    }
}
