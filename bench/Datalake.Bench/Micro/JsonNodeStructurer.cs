using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Datalake.Datasets;

namespace Datalake.Bench.Micro;

/// <summary>The structure rules of a contract over a tree of nodes. Protect rules are not its business.</summary>
internal sealed class JsonNodeStructurer(DatasetContract contract)
{
    private static readonly SearchValues<char> OfNumbers = SearchValues.Create("0123456789+-.eE");

    private readonly HashSet<string> keptStrings = contract.Columns
        .Where(column => column.Type is PrimitiveType { Kind: PrimitiveKind.String })
        .Select(column => column.Key)
        .ToHashSet(StringComparer.OrdinalIgnoreCase);

    private readonly DropRule[] dropsAnywhere = [.. contract.Structure.OfType<DropRule>().Where(rule => rule.Path.AnyDepth)];

    // What drops comes before what reshapes, since paths are those of the record as it came.
    private readonly StructureRule[] placed =
    [.. contract.Structure.Where(rule => !rule.Path.AnyDepth).OrderBy(rule => rule is DropRule ? 0 : 1)];

    /// <summary>Structures a record in place.</summary>
    public JsonObject Structure(JsonObject record)
    {
        if (contract.Raw.Stringified) Decode(record);
        if (dropsAnywhere.Length > 0) DropAnywhere(record);
        foreach (var rule in placed) Apply(record, rule, 0);
        return record;
    }

    private void Decode(JsonObject record)
    {
        for (var i = 0; i < record.Count; i++)
        {
            var (key, value) = record.GetAt(i);
            if (value is null || value.GetValueKind() != JsonValueKind.String || keptStrings.Contains(key)) continue;
            var text = value.GetValue<string>();
            if (!LooksLikeJson(text)) continue;
            try
            {
                record.SetAt(i, JsonNode.Parse(text));
            }
            catch (JsonException)
            {
                // It only looked like JSON, and stays the string it is.
            }
        }
    }

    /// <summary>Spares the many texts that are no JSON, dates above all, the price of an exception.</summary>
    private static bool LooksLikeJson(string text) =>
        text.Length > 0 && text[0] switch
        {
            '{' or '[' => true,
            '-' or (>= '0' and <= '9') => !text.AsSpan().ContainsAnyExcept(OfNumbers) && text.LastIndexOf('-') <= 0,
            _ => text is "true" or "false" or "null",
        };

    private void DropAnywhere(JsonNode node)
    {
        if (node is JsonObject record)
        {
            foreach (var rule in dropsAnywhere) Apply(record, rule, 0);
            foreach (var (_, value) in record)
            {
                if (value is JsonObject or JsonArray) DropAnywhere(value);
            }
        }
        else if (node is JsonArray array)
        {
            foreach (var item in array)
            {
                if (item is JsonObject or JsonArray) DropAnywhere(item);
            }
        }
    }

    private static void Apply(JsonObject record, StructureRule rule, int depth)
    {
        var step = rule.Path.Steps[depth];
        var last = depth == rule.Path.Steps.Count - 1;
        for (var i = record.Count - 1; i >= 0; i--)
        {
            var (key, value) = record.GetAt(i);
            if (!step.Matches(key)) continue;
            if (last && !step.Elements)
            {
                if (rule is EntriesRule entries) record.SetAt(i, ToEntries(value, entries));
                else record.RemoveAt(i);
            }
            else if (step.Elements && value is JsonArray array)
            {
                ApplyToElements(array, rule, depth, last);
            }
            else if (!step.Elements && value is JsonObject inner)
            {
                Apply(inner, rule, depth + 1);
            }
        }
    }

    private static void ApplyToElements(JsonArray array, StructureRule rule, int depth, bool last)
    {
        for (var i = array.Count - 1; i >= 0; i--)
        {
            if (last && rule is EntriesRule entries) array[i] = ToEntries(array[i], entries);
            else if (last) array.RemoveAt(i);
            else if (array[i] is JsonObject inner) Apply(inner, rule, depth + 1);
        }
    }

    private static JsonNode? ToEntries(JsonNode? value, EntriesRule rule)
    {
        if (value is null) return rule.Default is null ? null : JsonNode.Parse(rule.Default);
        if (value is not JsonObject record) return value.DeepClone();
        var members = record.ToArray();
        record.Clear();
        return new JsonArray([
            .. members.Select(member => new JsonObject { [rule.KeyName] = member.Key, [rule.ValueName] = member.Value }),
        ]);
    }
}
