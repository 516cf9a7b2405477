namespace Datalake.Embedded.Queries.Athena.Values;

/// <summary>Texts by characters of Unicode, as SQL counts them; those of .NET may be halves of one.</summary>
internal static class Characters
{
    /// <summary>How many characters a text has.</summary>
    public static long Count(ReadOnlySpan<char> text)
    {
        var count = 0L;
        foreach (var c in text)
            if (!char.IsLowSurrogate(c)) count++;
        return count;
    }

    /// <summary>Where a character begins in .NET's text; behind its end when there are not so many.</summary>
    public static int Index(string text, long characters)
    {
        var at = 0;
        for (; characters > 0 && at < text.Length; characters--) at += char.IsSurrogatePair(text, at) ? 2 : 1;
        return characters > 0 ? text.Length + 1 : at;
    }
}
