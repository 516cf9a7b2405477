using System.Globalization;
using System.Text;
using Datalake.Datasets;

namespace Datalake.Structuring;

/// <summary>
/// Finds keys that a protect rule for any depth names in a text that holds JSON, be it broken or escaped several times over. The text is
/// not parsed: whatever stands between two quotes before a colon counts as a key, so that more is hidden rather than less.
/// </summary>
/// <param name="rules">The protect rules for any depth, the strongest first.</param>
internal sealed class HiddenKeys(IReadOnlyList<(FieldPath Path, RuleAction Action)> rules)
{
    private const int MaximumLevels = 16;

    /// <summary>True when there is no such rule.</summary>
    public bool IsEmpty => rules.Count == 0;

    /// <summary>What the strongest rule does whose key is in a text.</summary>
    /// <param name="text">The content of a string, unescaped.</param>
    /// <returns>Null when there is none.</returns>
    public RuleAction? Find(ReadOnlySpan<byte> text)
    {
        var strongest = rules.Count;
        var level = Encoding.UTF8.GetString(text);
        for (var i = 0; i < MaximumLevels; i++)
        {
            strongest = Math.Min(strongest, Strongest(level));
            if (!level.Contains('\\', StringComparison.Ordinal)) break;
            level = Unescape(level);
        }

        return strongest < rules.Count ? rules[strongest].Action : null;
    }

    private int Strongest(string text)
    {
        var strongest = rules.Count;
        var open = text.IndexOf('"', StringComparison.Ordinal);
        while (open >= 0)
        {
            var close = text.IndexOf('"', open + 1);
            if (close < 0) break;
            if (text.AsSpan(close + 1).TrimStart() is [':', ..])
            {
                var key = text[(open + 1)..close].TrimEnd('\\');
                strongest = Math.Min(strongest, RuleOf(key, strongest));
            }

            open = close;
        }

        return strongest;
    }

    private int RuleOf(string key, int below)
    {
        var name = key.ToLowerInvariant();
        for (var rule = 0; rule < below; rule++)
        {
            var last = rules[rule].Path.Steps[^1];
            if (last.Matches(key) || last.Matches(name)) return rule;
        }

        return below;
    }

    private static string Unescape(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 == text.Length)
            {
                plain.Append(text[i]);
            }
            else if (text[i + 1] == 'u' && i + 6 <= text.Length
                && ushort.TryParse(text.AsSpan(i + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
            {
                plain.Append((char)unit);
                i += 5;
            }
            else
            {
                plain.Append(text[++i] is 'n' or 'r' or 't' or 'b' or 'f' ? ' ' : text[i]);
            }
        }

        return plain.ToString();
    }
}
