using System.Globalization;
using System.Text;

namespace Datalake.Embedded.Queries.Athena.Values;

/// <summary>Athena's functions of URLs. Of a text that is no URL they are NULL.</summary>
internal static class Urls
{
    /// <summary>A part of a URL by its name; null when it has none.</summary>
    public static string? Part(string text, string part)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || !text.Contains(':', StringComparison.Ordinal)
            || text.Any(char.IsWhiteSpace)) return null;
        return part switch
        {
            "protocol" => text[..text.IndexOf(':', StringComparison.Ordinal)],
            "host" => url.Host.Length == 0 ? null : Host(text) ?? url.Host,
            "port" => HasPort(text) ? url.Port.ToString(CultureInfo.InvariantCulture) : null,
            "path" => Uri.UnescapeDataString(RawPath(text)),
            "query" => Between(text, '?', '#') is { } query ? Uri.UnescapeDataString(query) : string.Empty,
            "fragment" => text.IndexOf('#', StringComparison.Ordinal) is >= 0 and var at ? Uri.UnescapeDataString(text[(at + 1)..]) : string.Empty,
            _ => null,
        };
    }

    /// <summary>The first parameter of a name in a URL's query.</summary>
    public static string? Parameter(string text, string name)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out _) || Between(text, '?', '#') is not { } query) return null;
        foreach (var pair in query.Split('&'))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (Uri.UnescapeDataString(equals < 0 ? pair : pair[..equals]) == name) return equals < 0
                ? string.Empty : Uri.UnescapeDataString(pair[(equals + 1)..]);
        }

        return null;
    }

    /// <summary>A text as a part of a form's data: spaces are <c>+</c>.</summary>
    public static string Encode(string text)
    {
        var result = new StringBuilder();
        foreach (var one in Encoding.UTF8.GetBytes(text))
        {
            if (one == ' ') result.Append('+');
            else if (char.IsAsciiLetterOrDigit((char)one)
                || one is (byte)'-' or (byte)'_' or (byte)'.' or (byte)'*') result.Append((char)one);
            else result.Append(CultureInfo.InvariantCulture, $"%{one:X2}");
        }

        return result.ToString();
    }

    /// <summary>The other way.</summary>
    public static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    private static string? Between(string text, char from, char to)
    {
        var end = text.IndexOf(to, StringComparison.Ordinal);
        var before = end < 0 ? text : text[..end];
        var start = before.IndexOf(from, StringComparison.Ordinal);
        return start < 0 ? null : before[(start + 1)..];
    }

    private static string? Authority(string text)
    {
        var start = text.IndexOf("://", StringComparison.Ordinal);
        if (start < 0) return null;
        var rest = text[(start + 3)..];
        var end = rest.IndexOfAny(['/', '?', '#']);
        return end < 0 ? rest : rest[..end];
    }

    private static string RawPath(string text)
    {
        var start = text.IndexOf("://", StringComparison.Ordinal);
        var rest = start < 0 ? text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..] : text[(start + 3 + Authority(text)!.Length)..];
        var end = rest.IndexOfAny(['?', '#']);
        return end < 0 ? rest : rest[..end];
    }

    private static bool HasPort(string text) =>
        Authority(text) is { } authority && authority.LastIndexOf(':') is > 0 and var at && at > authority.LastIndexOf(']')
            && at + 1 < authority.Length;

    // In the letters that it is written in.
    private static string? Host(string text)
    {
        if (Authority(text) is not { } authority) return null;
        authority = authority[(authority.LastIndexOf('@') + 1)..];
        return HasPort(text) ? authority[..authority.LastIndexOf(':')] : authority;
    }
}
