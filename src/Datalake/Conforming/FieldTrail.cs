using Datalake.Json;

namespace Datalake.Conforming;

/// <summary>
/// Where in the record the conformer stands, as a key range or array index for each level of nesting; text is made of it only when a value
/// is rescued. Levels are counted as the conformer counts them: by how many more are allowed.
/// </summary>
/// <param name="depth">The levels allowed in a record.</param>
internal sealed class FieldTrail(int depth)
{
    private readonly Part[] parts = new Part[depth];

    /// <summary>Notes the key at a level, in place of what was noted there.</summary>
    public void Enter(int level, int keyStart, int keyEnd) => parts[level] = new Part(keyStart, keyEnd);

    /// <summary>Notes the array index at a level, in place of what was noted there.</summary>
    public void EnterIndex(int level, int index) => parts[level] = new Part(-1, index);

    /// <summary>
    /// Writes the path down to a level, e.g. <c>Items[1].price</c>, as the content of a JSON string. Keys with other characters than
    /// letters, digits, <c>_ - $ @</c> stand as <c>["key"]</c>.
    /// </summary>
    public void WriteJsonContent(int level, Utf8Output output, in JsonCursor cursor)
    {
        Span<byte> digits = stackalloc byte[11];
        for (var i = parts.Length - 1; i >= level; i--)
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
                if (i < parts.Length - 1) output.WriteByte((byte)'.');
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

    private readonly record struct Part(int Start, int End);
}
