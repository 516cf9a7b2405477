using System.Text;

namespace Datalake.Generator.Writing;

/// <summary>Writes one record in the raw form: a flat object whose values are strings (some of which hold JSON) or null.</summary>
/// <param name="output">Receives the object; nothing else may write to it meanwhile.</param>
/// <param name="style">How its strings are escaped.</param>
internal struct RawRecord(PooledBuffer output, EscapeStyle style)
{
    private const int LongestText = 1024;

    private bool begun;

    /// <summary>Bytes of the record so far.</summary>
    public readonly int Length => output.Length;

    public void Null(ReadOnlySpan<byte> key)
    {
        Key(key);
        output.Append("null"u8);
    }

    public void Bool(ReadOnlySpan<byte> key, bool value) => Text(key, value ? "true"u8 : "false"u8);

    public void Number(ReadOnlySpan<byte> key, long value)
    {
        Span<byte> text = stackalloc byte[20];
        value.TryFormat(text, out var length);
        Text(key, text[..length]);
    }

    public void Text(ReadOnlySpan<byte> key, string? value)
    {
        if (value is null)
        {
            Null(key);
            return;
        }

        Span<byte> utf8 = stackalloc byte[LongestText];
        Text(key, utf8[..Encoding.UTF8.GetBytes(value, utf8)]);
    }

    public void Text(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        Key(key);
        output.Append((byte)'"');
        JsonStringEscaper.Append(output, value, style);
        output.Append((byte)'"');
    }

    public void Timestamp(ReadOnlySpan<byte> key, long? utcTicks, int offsetMinutes)
    {
        if (utcTicks is not { } ticks)
        {
            Null(key);
            return;
        }

        Span<byte> text = stackalloc byte[40];
        Text(key, text[..JsonWriterExtensions.FormatMoment(text, ticks, offsetMinutes)]);
    }

    /// <summary>Forgets what was written since the record had the given length, which must lie behind its first field.</summary>
    public readonly void Rewind(int length) => output.Truncate(length);

    public readonly void End() => output.Append((byte)'}');

    private void Key(ReadOnlySpan<byte> key)
    {
        output.Append(begun ? ",\""u8 : "{\""u8);
        begun = true;
        output.Append(key);
        output.Append("\":"u8);
    }
}
