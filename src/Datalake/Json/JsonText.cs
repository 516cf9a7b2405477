using System.Text;

namespace Datalake.Json;

/// <summary>Small helpers between JSON string content and text.</summary>
internal static class JsonText
{
    /// <summary>The text of a string's content as it stands between the quotes, escapes resolved.</summary>
    /// <param name="content">The bytes between the quotes; already checked.</param>
    public static string Decode(ReadOnlySpan<byte> content)
    {
        if (content.IndexOf((byte)'\\') < 0) return Encoding.UTF8.GetString(content);
        using var quoted = new Utf8Output(content.Length + 2);
        quoted.WriteByte((byte)'"');
        quoted.Write(content);
        quoted.WriteByte((byte)'"');
        using var text = new Utf8Output(content.Length);
        var cursor = new JsonCursor(quoted.WrittenSpan);
        return cursor.DecodeString(text)
            ? Encoding.UTF8.GetString(text.WrittenSpan)
            : throw new InvalidOperationException("String content was not checked before it was decoded.");
    }

    /// <summary>
    /// Writes text as the content of a JSON string: quotes, backslashes and control characters escaped, all else as it is.
    /// </summary>
    /// <param name="output">Receives the content, without quotes around it.</param>
    /// <param name="text">UTF-8 text.</param>
    public static void WriteEscaped(Utf8Output output, ReadOnlySpan<byte> text)
    {
        while (true)
        {
            var stop = text.IndexOfAny(Escaped);
            if (stop < 0)
            {
                output.Write(text);
                return;
            }

            output.Write(text[..stop]);
            var value = text[stop];
            output.WriteByte((byte)'\\');
            var letter = value switch
            {
                (byte)'"' or (byte)'\\' => value,
                (byte)'\n' => (byte)'n',
                (byte)'\r' => (byte)'r',
                (byte)'\t' => (byte)'t',
                (byte)'\b' => (byte)'b',
                (byte)'\f' => (byte)'f',
                _ => (byte)'u',
            };
            output.WriteByte(letter);
            if (letter == (byte)'u')
            {
                output.Write("00"u8);
                output.WriteByte((byte)(value >> 4 == 0 ? '0' : '1'));
                output.WriteByte("0123456789abcdef"u8[value & 15]);
            }

            text = text[(stop + 1)..];
        }
    }

    /// <summary>Writes text as a JSON string, quotes included.</summary>
    public static void WriteString(Utf8Output output, ReadOnlySpan<byte> text)
    {
        output.WriteByte((byte)'"');
        WriteEscaped(output, text);
        output.WriteByte((byte)'"');
    }

    private static readonly System.Buffers.SearchValues<byte> Escaped = System.Buffers.SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(value => (byte)value), (byte)'"', (byte)'\\']);
}
