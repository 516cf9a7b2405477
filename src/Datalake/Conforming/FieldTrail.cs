using Datalake.Json;

namespace Datalake.Conforming;

/// <summary>Where in the record the conformer stands, as key ranges and array indexes; text is made of it only when a value is rescued.</summary>
internal sealed class FieldTrail
{
    private Part[] parts = new Part[32];
    private int count;

    public void Clear() => count = 0;

    public void Push(int keyStart, int keyEnd) => Add(new Part(keyStart, keyEnd));

    public void PushIndex(int index) => Add(new Part(-1, index));

    public void Pop() => count--;

    /// <summary>Writes the path, e.g. <c>Items[1].price</c>, as the content of a JSON string. Keys with other characters than letters, digits, <c>_ - $ @</c> stand as <c>["key"]</c>.</summary>
    public void WriteJsonContent(Utf8Output output, in JsonCursor cursor)
    {
        Span<byte> digits = stackalloc byte[11];
        for (var i = 0; i < count; i++)
        {
            var part = parts[i];
            if (part.Start < 0)
            {
                output.WriteByte((byte)'[');
                part.End.TryFormat(digits, out var written, provider: System.Globalization.CultureInfo.InvariantCulture);
                output.Write(digits[..written]);
                output.WriteByte((byte)']');
                continue;
            }

            var key = cursor.Slice(part.Start, part.End);
            if (IsPlain(key))
            {
                if (i > 0) output.WriteByte((byte)'.');
                output.Write(key);
            }
            else
            {
                // The key's own escapes are already those of a JSON string; only the quotes around it need one.
                output.Write("[\\\""u8);
                output.Write(key);
                output.Write("\\\"]"u8);
            }
        }
    }

    private static bool IsPlain(ReadOnlySpan<byte> key)
    {
        foreach (var value in key)
        {
            if (!char.IsAsciiLetterOrDigit((char)value) && value is not ((byte)'_' or (byte)'-' or (byte)'$' or (byte)'@')) return false;
        }

        return !key.IsEmpty;
    }

    private void Add(Part part)
    {
        if (count == parts.Length) Array.Resize(ref parts, count * 2);
        parts[count++] = part;
    }

    private readonly record struct Part(int Start, int End);
}
