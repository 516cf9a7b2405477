using System.Buffers;
using System.Text;
using Datalake.Storage;

namespace Datalake.Tables.Delta;

/// <summary>
/// Paths in the log. They are URIs (RFC 2396), so what is special there is percent-escaped: a folder <c>a b</c> is <c>a%20b</c>, and a
/// folder <c>at=12%3A00</c> is <c>at=12%253A00</c>.
/// </summary>
internal static class DeltaPath
{
    private const string Unescaped = "-_.~/=";

    private static readonly SearchValues<char> SchemeCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.");

    /// <summary>The form for the log. Everything that any reader could take for something else is escaped.</summary>
    public static string Escape(string path)
    {
        var text = new StringBuilder(path.Length + 16);
        foreach (var value in Encoding.UTF8.GetBytes(path))
        {
            var character = (char)value;
            if (char.IsAsciiLetterOrDigit(character) || Unescaped.Contains(character, StringComparison.Ordinal)) text.Append(character);
            else text.Append('%').Append(value.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }

    /// <summary>The path that the log means.</summary>
    /// <exception cref="FormatException">The text is no escaped path.</exception>
    public static string Unescape(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal)) return text;
        var bytes = Encoding.UTF8.GetBytes(text);
        var length = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == '%')
            {
                if (i + 2 >= bytes.Length || !char.IsAsciiHexDigit((char)bytes[i + 1]) || !char.IsAsciiHexDigit((char)bytes[i + 2]))
                    throw new FormatException($"The path '{ObjectKeys.Show(text)}' has a '%' without two hexadecimal digits behind it.");
                bytes[length++] = Convert.FromHexString(Encoding.ASCII.GetString(bytes, i + 1, 2))[0];
                i += 2;
            }
            else
            {
                bytes[length++] = bytes[i];
            }
        }

        try
        {
            return StrictUtf8.GetString(bytes, 0, length);
        }
        catch (DecoderFallbackException failure)
        {
            throw new FormatException($"The escaped path '{ObjectKeys.Show(text)}' is not UTF-8.", failure);
        }
    }

    /// <summary>Why a path, unescaped, is no file below the table's folder; null when it is one.</summary>
    public static string? Problem(string path) =>
        IsAbsolute(path) ? "It is an absolute path; the lake reads only files below the table's own folder." : ObjectKeys.Check(path);

    private static bool IsAbsolute(string path)
    {
        if (path.StartsWith('/')) return true;
        var scheme = path.AsSpan().IndexOfAnyExcept(SchemeCharacters);
        return scheme > 0 && path.AsSpan(scheme).StartsWith(":/", StringComparison.Ordinal);
    }

    private static UTF8Encoding StrictUtf8 { get; } = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
}
