using System.Globalization;
using System.Text;

namespace Datalake.Embedded.Queries.Athena.Syntax;

/// <summary>Strings as <c>U&amp;'\0041'</c>.</summary>
internal static class UnicodeText
{
    /// <summary>The text that such a string stands for.</summary>
    /// <param name="text">What stands between the quotes.</param>
    /// <exception cref="QueryRefusedException">A code is not one of a character.</exception>
    public static string Decode(string text)
    {
        var result = new StringBuilder();
        for (var at = 0; at < text.Length;)
        {
            if (text[at] != '\\') result.Append(text[at++]);
            else if (at + 1 < text.Length && text[at + 1] == '\\')
            {
                result.Append('\\');
                at += 2;
            }
            else
            {
                var (start, length) = at + 1 < text.Length && text[at + 1] == '+' ? (at + 2, 6) : (at + 1, 4);
                if (
                    start + length > text.Length
                    || !int.TryParse(text.AsSpan(start, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture,
                        out var code)
                    || code > 0x10FFFF
                )
                    throw new QueryRefusedException($"U&'{text}' has a code that is not one of a character. Write \\0041, \\+01F600, or \\\\ for a backslash.");
                result.Append(code is >= 0xD800 and <= 0xDFFF ? ((char)code).ToString() : char.ConvertFromUtf32(code));
                at = start + length;
            }
        }

        return result.ToString();
    }
}
