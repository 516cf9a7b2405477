using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Datalake.Embedded.Queries.Output;

/// <summary>
/// An array of objects, one a line. Of two columns with one name the later ones are numbered, since an object has a key once.
/// </summary>
/// <param name="output">Takes the text.</param>
public sealed class JsonRowWriter(TextWriter output) : RowWriter
{
    private readonly ArrayBufferWriter<byte> buffer = new();
    private JsonEncodedText[] names = [];
    private bool any;

    /// <inheritdoc/>
    public override void Begin(IReadOnlyList<string> columns)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        names = [.. columns.Select(name => JsonEncodedText.Encode(Unique(name, used), ValueJson.Encoder))];
        output.Write('[');
    }

    /// <inheritdoc/>
    public override void Write(IReadOnlyList<object?> values)
    {
        buffer.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = ValueJson.Encoder }))
        {
            json.WriteStartObject();
            for (var i = 0; i < names.Length; i++)
            {
                json.WritePropertyName(names[i]);
                ValueJson.Write(json, values[i]);
            }

            json.WriteEndObject();
        }

        output.Write(any ? ",\n" : "\n");
        output.Write(Encoding.UTF8.GetString(buffer.WrittenSpan));
        any = true;
    }

    /// <inheritdoc/>
    public override void Finish() => output.Write(any ? "\n]\n" : "]\n");

    private static string Unique(string name, HashSet<string> used)
    {
        var unique = name;
        for (var number = 1; !used.Add(unique); number++) unique = $"{name}_{number}";
        return unique;
    }
}
