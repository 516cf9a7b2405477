using System.Text;
using System.Text.Encodings.Web;

namespace Datalake.Embedded.Erasing;

/// <summary>
/// Searches what cannot be read as a record, and keys, for erased values: whole words of at least <see cref="ShortestText"/> characters.
/// Shorter ones stand in too much that has nothing to do with them.
/// </summary>
internal sealed class TextSearch
{
    /// <summary>Values with fewer characters are not searched for.</summary>
    public const int ShortestText = 4;

    private readonly List<byte[][][]> lists = [];

    /// <param name="texts">Lists of texts; one is found where all of its texts are.</param>
    public TextSearch(IEnumerable<IReadOnlyList<string>> texts)
    {
        foreach (var list in texts.Where(list => list.All(text => text.Length >= ShortestText)))
            lists.Add([.. list.Select(text => FormsOf(text).Distinct(StringComparer.Ordinal).Select(Encoding.UTF8.GetBytes).ToArray())]);
    }

    /// <summary>True when one of the lists is found.</summary>
    public bool IsIn(ReadOnlySpan<byte> content)
    {
        foreach (var list in lists)
        {
            var isFound = true;
            foreach (var forms in list) isFound = isFound && IsAnyIn(content, forms);
            if (isFound) return true;
        }

        return false;
    }

    /// <summary>True when one of the lists is found in a key.</summary>
    public bool IsIn(string key) => IsIn(Encoding.UTF8.GetBytes(key));

    private static IEnumerable<string> FormsOf(string text)
    {
        yield return text;
        yield return JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text);
        yield return JavaScriptEncoder.Default.Encode(text);
        yield return JavaScriptEncoder.Default.Encode(text).Replace("\\u", "\\\\u", StringComparison.Ordinal);
    }

    private static bool IsAnyIn(ReadOnlySpan<byte> content, byte[][] forms)
    {
        foreach (var form in forms)
        {
            if (IsIn(content, form)) return true;
        }

        return false;
    }

    private static bool IsIn(ReadOnlySpan<byte> content, ReadOnlySpan<byte> form)
    {
        for (var start = 0; content[start..].IndexOf(form) is var found and >= 0;)
        {
            var at = start + found;
            var end = at + form.Length;
            if ((at == 0 || !IsWord(content[at - 1])) && (end == content.Length || !IsWord(content[end]))) return true;
            start = at + 1;
        }

        return false;
    }

    // Bytes from 0x80 on are parts of letters.
    private static bool IsWord(byte value) => char.IsAsciiLetterOrDigit((char)value) || value >= 0x80;
}
