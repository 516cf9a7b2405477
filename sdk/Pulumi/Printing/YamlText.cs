using System.Globalization;
using System.Text;

namespace Pulumi.Printing;

/// <summary>Texts in a Pulumi YAML document.</summary>
internal static class YamlText
{
    /// <summary>Text that Pulumi must not take for a reference: every <c>$</c> doubled.</summary>
    /// <param name="text">The text.</param>
    public static string Escape(string text) => text.Replace("$", "$$", StringComparison.Ordinal);

    /// <summary>A double-quoted scalar. Always quoted, since plain ones may read as numbers, dates or truth values.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="NotSupportedException">The text has half a surrogate pair, which no document can hold.</exception>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar && !text.Contains('\uFFFD', StringComparison.Ordinal))
                throw new NotSupportedException("A text has half a surrogate pair.");
            switch (rune.Value)
            {
                case '"' or '\\':
                    quoted.Append('\\').Append((char)rune.Value);
                    break;
                case '\n':
                    quoted.Append("\\n");
                    break;
                case < 0x20 or (>= 0x7F and < 0xA0) or 0x2028 or 0x2029 or 0xFEFF:
                    quoted.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}");
                    break;
                default:
                    quoted.Append(rune.ToString());
                    break;
            }
        }

        return quoted.Append('"').ToString();
    }
}
