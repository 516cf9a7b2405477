using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Datalake.Datasets.Reading;

/// <summary>Reads <c>structure</c>.</summary>
internal static class StructureReading
{
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IReadOnlyList<Placed<StructureRule>> Read(ContractNode? node) =>
        node?.AsArray()?.Select(ReadRule).OfType<Placed<StructureRule>>().ToArray() ?? [];

    private static Placed<StructureRule>? ReadRule(ContractNode node)
    {
        if (node.AsObject(ContractProperties.OfStructureRule) is not { } rule) return null;
        var drop = rule.Optional(ContractProperties.Drop);
        var entries = rule.Optional(ContractProperties.Entries);
        if ((drop is null) == (entries is null))
        {
            node.Report(
                ContractRules.StructureKind,
                $"A structure rule is either a 'drop' or an 'entries', but this one is {(drop is null ? "neither" : "both")}. " +
                "Write one of them.");
            return null;
        }

        return drop is not null ? ReadDrop(rule, drop) : ReadEntries(rule, entries!);
    }

    private static Placed<StructureRule>? ReadDrop(ContractObject rule, ContractNode node)
    {
        foreach (var name in (string[])[ContractProperties.As, ContractProperties.Default])
            rule.Optional(name)?.Report(ContractRules.StructureKind, $"'{name}' goes with 'entries' only. Take it out.");
        return PathReading.Read(node) is { } path ? new(new DropRule(path), node) : null;
    }

    private static Placed<StructureRule>? ReadEntries(ContractObject rule, ContractNode node)
    {
        var path = PathReading.Read(node);
        var names = ReadNames(rule.Required(ContractProperties.As));
        var value = rule.Optional(ContractProperties.Default) is { Element.ValueKind: not JsonValueKind.Null } given ? Compact(given.Element) : null;
        return path is null || names is null ? null : new(new EntriesRule(path, names.Value.Key, names.Value.Value, value), node);
    }

    private static (string Key, string Value)? ReadNames(ContractNode? node)
    {
        if (node?.AsArray() is not { } items) return null;
        var names = items.Select(item => item.AsString()).ToArray();
        if (names.Contains(null)) return null;
        if (names is [{ Length: > 0 } key, { Length: > 0 } value] && !string.Equals(key, value, StringComparison.OrdinalIgnoreCase))
            return (key, value);
        node.Report(
            ContractRules.StructureEntries,
            "'as' gives two names that differ by more than case, the first for an entry's key, the second for its value, e.g. " +
            $"[\"id\", \"name\"], but is [{string.Join(", ", names.Select(name => $"\"{name}\""))}].");
        return null;
    }

    /// <summary>The JSON without white space and comments; numbers and letters as they were written.</summary>
    private static string Compact(JsonElement element)
    {
        var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, WriterOptions)) element.WriteTo(writer);
        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }
}
