using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Datalake.Embedded.Queries.Output;

/// <summary>
/// Rows as JSON objects. Of two columns with one name the later ones are numbered, since an object has a key once. Not for two threads at
/// once.
/// </summary>
public sealed class JsonRowText
{
    private readonly ArrayBufferWriter<byte> buffer = new();
    private readonly JsonEncodedText[] names;

    /// <summary>Begins a result.</summary>
    /// <param name="columns">The names of its columns.</param>
    public JsonRowText(IReadOnlyList<string> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var used = new HashSet<string>(StringComparer.Ordinal);
        names = [.. columns.Select(name => JsonEncodedText.Encode(Unique(name, used), ValueJson.Encoder))];
    }

    /// <summary>The object of a row.</summary>
    /// <param name="values">A value for each column.</param>
    public string Of(IReadOnlyList<object?> values)
    {
        ArgumentNullException.ThrowIfNull(values);
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

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static string Unique(string name, HashSet<string> used)
    {
        var unique = name;
        for (var number = 1; !used.Add(unique); number++) unique = $"{name}_{number}";
        return unique;
    }
}
