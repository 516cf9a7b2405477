namespace Datalake.Documents;

/// <summary>Cuts the part of a text that a message shows, so that a message stays readable whatever the text.</summary>
internal static class Excerpt
{
    private const int Reach = 60;

    /// <summary>The text around a position; the whole of it where it is short.</summary>
    /// <param name="text">The text.</param>
    /// <param name="position">The place the message speaks of, 0 to the text's length.</param>
    public static string Around(string text, int position)
    {
        if (text.Length <= 2 * Reach) return text;
        var start = Math.Max(0, position - Reach);
        var end = Math.Min(text.Length, position + Reach);
        return (start > 0 ? "…" : "") + text[start..end] + (end < text.Length ? "…" : "");
    }
}
