using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Datalake.Tests.Checking;

/// <summary>
/// A JSON text as a tree that keeps order, repeated keys and the text of every token; what the models of the tests work on.
/// </summary>
internal abstract record JsonTree
{
    /// <summary>Reads a text; null when it is not JSON, is nested too deep or has half a surrogate pair.</summary>
    public static JsonTree? Parse(byte[] text, int depth = 64)
    {
        if (!Utf8.IsValid(text)) return null;
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = depth });
        try
        {
            if (!reader.Read()) return null;
            var tree = Read(ref reader);
            return reader.Read() ? null : tree;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The text without white space.</summary>
    public abstract string Compact();

    private static JsonTree Read(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var members = new List<JsonMember>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var key = JsonString.Of(ref reader);
                    reader.Read();
                    members.Add(new JsonMember(key, Read(ref reader)));
                }

                return new JsonObjectTree(members);
            case JsonTokenType.StartArray:
                var items = new List<JsonTree>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) items.Add(Read(ref reader));
                return new JsonArrayTree(items);
            case JsonTokenType.String:
                return JsonString.Of(ref reader);
            default:
                return new JsonWord(Encoding.UTF8.GetString(reader.ValueSpan));
        }
    }
}

internal sealed record JsonMember(JsonString Key, JsonTree Value);

internal sealed record JsonObjectTree(IReadOnlyList<JsonMember> Members) : JsonTree
{
    public override string Compact() =>
        $"{{{string.Join(',', Members.Select(member => $"{member.Key.Compact()}:{member.Value.Compact()}"))}}}";
}

internal sealed record JsonArrayTree(IReadOnlyList<JsonTree> Items) : JsonTree
{
    public override string Compact() => $"[{string.Join(',', Items.Select(item => item.Compact()))}]";
}

/// <param name="Raw">What stands between the quotes.</param>
/// <param name="Text">What that means.</param>
internal sealed record JsonString(string Raw, string Text) : JsonTree
{
    public static JsonString Of(ref Utf8JsonReader reader) => new(Encoding.UTF8.GetString(reader.ValueSpan), reader.GetString()!);

    public override string Compact() => $"\"{Raw}\"";
}

/// <summary>A number, true, false or null.</summary>
internal sealed record JsonWord(string Text) : JsonTree
{
    public bool IsNull => Text is "null";

    public override string Compact() => Text;
}
