using System.Text.Json;

namespace Datalake.Documents;

/// <summary>A value in a document together with its place. Asking for a kind it does not have gives null and adds a problem.</summary>
internal sealed record DocumentNode(JsonElement Element, string Path, ProblemList Problems)
{
    /// <summary>True where a secret may stand, also by mistake: problems then show no value from here on.</summary>
    public bool IsSecret { get; init; }

    public void Report(string rule, string message) => Problems.Add(Path, rule, message);

    public string? AsString() => Is(JsonValueKind.String, "a string") ? Element.GetString() : null;

    public bool? AsBoolean()
    {
        if (Element.ValueKind is JsonValueKind.True or JsonValueKind.False) return Element.GetBoolean();
        Is(JsonValueKind.True, "true or false");
        return null;
    }

    /// <summary>A whole number that is not negative.</summary>
    public int? AsCount()
    {
        if (!Is(JsonValueKind.Number, "a whole number")) return null;
        if (Element.TryGetInt32(out var number) && number >= 0) return number;
        Report(DocumentRules.JsonKind, $"Has to be a whole number from 0 to {int.MaxValue}, but is {Described}.");
        return null;
    }

    public IReadOnlyList<DocumentNode>? AsArray() => Is(JsonValueKind.Array, "an array")
        ? Element.EnumerateArray().Select((item, index) => new DocumentNode(item, $"{Path}[{index}]", Problems) { IsSecret = IsSecret }).ToArray()
        : null;

    /// <summary>The properties in order; of a name that stands twice only the first, and a problem.</summary>
    public IReadOnlyList<(string Name, DocumentNode Value)>? AsProperties()
    {
        if (!Is(JsonValueKind.Object, "an object")) return null;
        var properties = new List<(string Name, DocumentNode Value)>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in Element.EnumerateObject())
        {
            var value = new DocumentNode(property.Value, PathOf(property.Name), Problems) { IsSecret = IsSecret };
            if (names.Add(property.Name)) properties.Add((property.Name, value));
            else value.Report(DocumentRules.PropertyDuplicate, $"'{property.Name}' stands twice in one object. Keep one of them.");
        }

        return properties;
    }

    /// <summary>The object with known properties only; each other one is a problem.</summary>
    public DocumentObject? AsObject(IReadOnlyCollection<string> known) =>
        AsProperties() is { } properties ? new DocumentObject(this, properties, known) : null;

    /// <summary>
    /// The JSON path (RFC 9535) of a property: <c>$.columns.OrderId</c>, and <c>$.columns['Order-Id']</c> where a name needs quotes.
    /// </summary>
    public string PathOf(string name) => PathOf(Path, name);

    /// <summary>The JSON path of a property of the object at a path.</summary>
    public static string PathOf(string path, string name)
    {
        var plain = name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
        if (plain) return $"{path}.{name}";
        var quoted = name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal);
        return $"{path}['{quoted}']";
    }

    private bool Is(JsonValueKind kind, string wanted)
    {
        if (Element.ValueKind == kind) return true;
        Report(DocumentRules.JsonKind, $"Has to be {wanted}, but is {Described}.");
        return false;
    }

    private string Described => Element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String when IsSecret => "a string",
        JsonValueKind.Number when IsSecret => "a number",
        JsonValueKind.String => $"the string \"{Excerpt.Around(Element.GetString() ?? "", 0)}\"",
        JsonValueKind.Number => $"the number {Excerpt.Around(Element.GetRawText(), 0)}",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => "null",
    };
}

/// <summary>An object of a document whose properties are known by name.</summary>
internal sealed class DocumentObject
{
    private readonly DocumentNode node;
    private readonly Dictionary<string, DocumentNode> values = new(StringComparer.Ordinal);

    public DocumentObject(DocumentNode node, IEnumerable<(string Name, DocumentNode Value)> properties, IReadOnlyCollection<string> known)
    {
        this.node = node;
        foreach (var (name, value) in properties)
        {
            if (known.Contains(name, StringComparer.Ordinal)) values.Add(name, value);
            else
                value.Report(
                    DocumentRules.PropertyUnknown,
                    $"'{name}' is not a property that is known here.{NearestName.Hint(name, known)}");
        }
    }

    public DocumentNode? Optional(string name) => values.GetValueOrDefault(name);

    public DocumentNode? Required(string name)
    {
        if (values.TryGetValue(name, out var value)) return value;
        node.Problems.Add(node.PathOf(name), DocumentRules.PropertyMissing, $"'{name}' is needed here; add it.");
        return null;
    }
}

/// <summary>Collects the problems of one document in the order they are found.</summary>
internal sealed class ProblemList(string source)
{
    private readonly List<DocumentProblem> problems = [];

    public int Count => problems.Count;

    public void Add(string path, string rule, string message) => problems.Add(new DocumentProblem(source, path, rule, message));

    public DocumentProblem[] ToArray() => [.. problems];
}
