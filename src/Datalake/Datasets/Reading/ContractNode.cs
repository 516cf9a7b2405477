using System.Text.Json;

namespace Datalake.Datasets.Reading;

/// <summary>A value in a contract together with its place. Asking for a kind it does not have gives null and adds a problem.</summary>
internal sealed record ContractNode(JsonElement Element, string Path, ProblemList Problems)
{
    public void Report(string rule, string message) => Problems.Add(Path, rule, message);

    public string? AsString() => Is(JsonValueKind.String, "a string") ? Element.GetString() : null;

    public bool? AsBoolean()
    {
        if (Element.ValueKind is JsonValueKind.True or JsonValueKind.False) return Element.GetBoolean();
        Is(JsonValueKind.True, "true or false");
        return null;
    }

    public IReadOnlyList<ContractNode>? AsArray() => Is(JsonValueKind.Array, "an array")
        ? Element.EnumerateArray().Select((item, index) => new ContractNode(item, JsonPath.Of(Path, index), Problems)).ToArray()
        : null;

    /// <summary>The properties in order; of a name that stands twice only the first, and a problem.</summary>
    public IReadOnlyList<(string Name, ContractNode Value)>? AsProperties()
    {
        if (!Is(JsonValueKind.Object, "an object")) return null;
        var properties = new List<(string Name, ContractNode Value)>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in Element.EnumerateObject())
        {
            var value = new ContractNode(property.Value, JsonPath.Of(Path, property.Name), Problems);
            if (names.Add(property.Name)) properties.Add((property.Name, value));
            else value.Report(ContractRules.PropertyDuplicate, $"'{property.Name}' stands twice in one object. Keep one of them.");
        }

        return properties;
    }

    /// <summary>The object with known properties only; each other one is a problem.</summary>
    public ContractObject? AsObject(IReadOnlyCollection<string> known) =>
        AsProperties() is { } properties ? new ContractObject(this, properties, known) : null;

    private bool Is(JsonValueKind kind, string wanted)
    {
        if (Element.ValueKind == kind) return true;
        Report(ContractRules.JsonKind, $"Has to be {wanted}, but is {Described}.");
        return false;
    }

    private string Described => Element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => $"the string \"{Excerpt.Around(Element.GetString() ?? "", 0)}\"",
        JsonValueKind.Number => $"the number {Excerpt.Around(Element.GetRawText(), 0)}",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => "null",
    };
}
