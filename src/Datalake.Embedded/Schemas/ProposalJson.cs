using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Datalake.Datasets;

namespace Datalake.Embedded.Schemas;

/// <summary>Writes a proposal as a contract.</summary>
public static class ProposalJson
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
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

        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Indented)) contract.WriteTo(writer);
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
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
