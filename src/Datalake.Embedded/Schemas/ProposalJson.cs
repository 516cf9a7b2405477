using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Datalake.Datasets;

namespace Datalake.Embedded.Schemas;

/// <summary>Writes a proposal as a contract.</summary>
public static class ProposalJson
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>The contract's text.</summary>
    /// <param name="proposal">The proposal.</param>
    /// <param name="existing">
    /// The contract as it is, from which all is taken that the proposal does not change; null when there is none.
    /// </param>
    public static string Write(ContractProposal proposal, string? existing = null)
    {
        ArgumentNullException.ThrowIfNull(proposal);
        var known = existing is null ? null : JsonNode.Parse(existing, documentOptions: Lenient) as JsonObject;
        var contract = new JsonObject { ["name"] = proposal.Name, ["database"] = proposal.Database };
        contract["raw"] = Raw(proposal, known?["raw"] as JsonObject);
        contract["identity"] = Texts(proposal.Identity);
        contract["changedAt"] = Texts(proposal.ChangedAt);
        var structure = (known?["structure"] as JsonArray)?.DeepClone() as JsonArray ?? [];
        foreach (var rule in proposal.Structure)
        {
            var written = Rule(rule);
            if (!structure.Any(other => JsonNode.DeepEquals(other, written))) structure.Add((JsonNode)written);
        }

        if (structure.Count > 0) contract["structure"] = structure;
        if (known?["protect"] is { } protect) contract["protect"] = protect.DeepClone();
        var columns = new JsonObject();
        foreach (var column in proposal.Columns) columns[column.Key] = ColumnOf(column);
        contract["columns"] = columns;

        var text = new StringBuilder();
        Write(text, contract, lines: 2, indent: 0);
        return text.ToString();
    }

    /// <summary>Writes JSON as one writes a contract: a property, a rule and a column each on a line of its own.</summary>
    private static void Write(StringBuilder text, JsonNode? node, int lines, int indent)
    {
        if (node is not (JsonObject { Count: > 0 } or JsonArray { Count: > 0 }))
        {
            text.Append(node?.ToJsonString(Plain) ?? "null");
            return;
        }

        var isObject = node is JsonObject;
        var members = isObject
            ? node.AsObject().Select(member => ((string?)member.Key, member.Value)).ToArray()
            : [.. node.AsArray().Select(item => ((string?)null, item))];
        text.Append(isObject ? '{' : '[');
        for (var i = 0; i < members.Length; i++)
        {
            if (i > 0) text.Append(',');
            if (lines > 0) text.Append('\n').Append(' ', 2 * indent + 2);
            else if (i > 0 || isObject) text.Append(' ');
            var (key, value) = members[i];
            if (key is not null) text.Append(JsonValue.Create(key).ToJsonString(Plain)).Append(": ");
            Write(text, value, lines == 2 && key is ("columns" or "structure" or "protect") ? 1 : 0, indent + 1);
        }

        if (lines > 0) text.Append('\n').Append(' ', 2 * indent);
        else if (isObject) text.Append(' ');
        text.Append(isObject ? '}' : ']');
    }

    private static JsonObject Raw(ContractProposal proposal, JsonObject? known)
    {
        var raw = known?.DeepClone() as JsonObject ?? new JsonObject { ["keys"] = proposal.Raw.Keys.Text };
        if (known is null && proposal.Raw.Format == RawTextFormat.Csv) raw["format"] = "csv";
        if (known is null && proposal.Raw.Stringified) raw["stringified"] = true;
        if (proposal.Records is { } records) raw["records"] = records;
        if (proposal.Csv is { } csv && Csv(csv) is { Count: > 0 } options) raw["csv"] = options;
        return raw;
    }

    private static JsonObject Csv(CsvGuess csv)
    {
        var options = new JsonObject();
        if (csv.Delimiter != ',') options["delimiter"] = csv.Delimiter.ToString();
        if (csv.Encoding is { } encoding) options["encoding"] = encoding;
        if (csv.DecimalComma) options["decimal"] = ",";
        if (csv.NullWords.Count > 0) options["null"] = Texts(csv.NullWords);
        if (csv.Names is { } names) options["header"] = Texts(names);
        return options;
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);

    private static JsonObject Rule(StructureRule rule) => rule switch
    {
        RenameRule rename => new JsonObject { ["rename"] = rename.Path.Text, ["to"] = rename.To },
        CopyRule copy => new JsonObject { ["copy"] = copy.Path.Text, ["to"] = copy.To },
        FillRule fill => new JsonObject { ["fill"] = fill.Path.Text, ["with"] = JsonNode.Parse(fill.Value) },
        _ => throw new ArgumentException($"A proposal has no rule of the kind {rule.GetType().Name}.", nameof(rule)),
    };

    private static JsonNode ColumnOf(Column column)
    {
        if (column.Time == TimeFormat.Default) return column.Type.ToString();
        var formats = column.Time.Patterns.Select(pattern => pattern.ToString()).ToArray();
        var written = new JsonObject
        {
            ["type"] = column.Type.ToString(),
            ["format"] = formats.Length == 1 ? formats[0] : Texts(formats),
        };
        if (column.Time.Zone is { } zone) written["zone"] = zone;
        return written;
    }
}
