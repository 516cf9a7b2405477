using System.Globalization;
using System.Numerics;
using System.Text;

namespace Datalake.Embedded.Queries.Athena.Values;

/// <summary>Athena's functions of text that the engine lacks, or counts in bytes.</summary>
internal static class Texts
{
    /// <summary>How many characters must be changed, put in or taken out to make one text the other.</summary>
    public static long Levenshtein(string one, string other)
    {
        var (a, b) = (Runes(one), Runes(other));
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var (diagonal, _) = (row[0], row[0] = i);
            for (var j = 1; j <= b.Length; j++)
            {
                var next = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = row[j];
                row[j] = next;
            }
        }

        return row[b.Length];
    }

    /// <summary>In how many places two texts of one length differ.</summary>
    public static long Hamming(string one, string other)
    {
        var (a, b) = (Runes(one), Runes(other));
        if (a.Length != b.Length) throw new FormatException("hamming_distance: the texts must have the same length.");
        return a.Zip(b).Count(pair => pair.First != pair.Second);
    }

    /// <summary>Where the n-th occurrence begins, from the end when n is negative; 0 when there is none.</summary>
    public static long Position(string text, string part, long n)
    {
        if (n == 0) throw new FormatException("strpos: the occurrence is 1 or more, or -1 or less from the end.");
        if (part.Length == 0) return 1;
        var at = n > 0 ? -1 : text.Length;
        for (var i = 0L; i < Math.Abs(n); i++)
        {
            if (n < 0 && at == 0) return 0;
            at = n > 0 ? text.IndexOf(part, at + 1, StringComparison.Ordinal)
                : text.LastIndexOf(part, Math.Min(at - 1 + part.Length - 1, text.Length - 1), StringComparison.Ordinal);
            if (at < 0) return 0;
        }

        return Characters.Count(text.AsSpan(0, at)) + 1;
    }

    /// <summary>The parts of a text, at most so many, as a JSON array; the last one has the rest.</summary>
    public static string Split(string text, string delimiter, long limit)
    {
        if (delimiter.Length == 0) throw new FormatException("split: the delimiter must not be empty.");
        if (limit <= 0) throw new FormatException("split: the limit must be 1 or more.");
        return JsonLists.Of(text.Split(delimiter, (int)Math.Min(limit, int.MaxValue)));
    }

    /// <summary>The entries of a text, as a JSON array of keys and values.</summary>
    public static string SplitToEntries(string text, string entries, string pairs, bool unique)
    {
        var result = new List<(string Key, string Value)>();
        foreach (var entry in text.Split(entries))
        {
            if (entry.Length == 0 && result.Count == 0 && text.Length == 0) break;
            var at = entry.IndexOf(pairs, StringComparison.Ordinal);
            if (at < 0 || entry.IndexOf(pairs, at + pairs.Length, StringComparison.Ordinal) >= 0)
                throw new FormatException($"split_to_map: the entry '{entry}' is not a key and a value with '{pairs}' between them.");
            result.Add((entry[..at], entry[(at + pairs.Length)..]));
        }

        if (unique && result.GroupBy(pair => pair.Key, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new FormatException($"split_to_map: the key '{twice.Key}' is there twice; split_to_multimap takes it.");
        return JsonLists.OfPairs(result);
    }

    /// <summary>A whole number written with another base.</summary>
    public static long FromBase(string text, long radix)
    {
        if (radix is < 2 or > 36) throw new FormatException("from_base: the base is 2 to 36.");
        var value = BigInteger.Zero;
        foreach (var c in text.TrimStart('-', '+'))
        {
            var digit = char.IsAsciiDigit(c) ? c - '0' : char.IsAsciiLetter(c) ? char.ToLowerInvariant(c) - 'a' + 10 : 99;
            if (digit >= radix) throw new FormatException($"from_base: '{text}' is no number with the base {radix}.");
            value = (value * radix) + digit;
        }

        return (long)(text.StartsWith('-') ? -value : value);
    }

    /// <summary>A number with its unit: <c>1.23K</c>.</summary>
    public static string Short(double number)
    {
        string[] units = [string.Empty, "K", "M", "B", "T", "Q"];
        var unit = 0;
        while (Math.Abs(number) >= 1000 && unit < units.Length - 1)
        {
            number /= 1000;
            unit++;
        }

        var places = Math.Abs(number) < 10 ? "0.##" : Math.Abs(number) < 100 ? "0.#" : "0";
        return number.ToString(places, CultureInfo.InvariantCulture) + units[unit];
    }

    /// <summary>Seconds in words: <c>1 hour, 2 seconds</c>.</summary>
    public static string Seconds(double seconds)
    {
        var rest = (long)Math.Round(Math.Abs(seconds), MidpointRounding.AwayFromZero);
        var parts = new List<string>();
        foreach (var (name, size) in new[] { ("week", 604_800L), ("day", 86_400L), ("hour", 3_600L), ("minute", 60L), ("second", 1L) })
        {
            var count = rest / size;
            rest %= size;
            if (count > 0) parts.Add(string.Create(CultureInfo.InvariantCulture, $"{count} {name}{(count == 1 ? string.Empty : "s")}"));
        }

        return parts.Count == 0 ? "0 seconds" : string.Join(", ", parts);
    }

    /// <summary>The position from 0 at which the weights, in order, first reach a share of their sum.</summary>
    public static long WeightedPosition(string weights, double share)
    {
        if (share is < 0 or > 1) throw new FormatException("approx_percentile: the percentage is between 0 and 1.");
        var all = JsonLists.Numbers(weights);
        var (goal, sum) = (all.Sum() * share, 0.0);
        for (var i = 0; i < all.Length; i++)
        {
            sum += all[i];
            if (sum >= goal && sum > 0) return i;
        }

        return all.Length - 1;
    }

    /// <summary>The SHA-512 of bytes, both as hexadecimal digits.</summary>
    public static string Sha512(string hex) =>
        Convert.ToHexString(System.Security.Cryptography.SHA512.HashData(Convert.FromHexString(hex)));

    private static Rune[] Runes(string text) => [.. text.EnumerateRunes()];
}
