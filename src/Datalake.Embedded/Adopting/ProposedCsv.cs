using System.Text.Json.Nodes;

namespace Datalake.Embedded.Adopting;

/// <summary>The settings of a contract for CSV files that a Hive reader reads.</summary>
internal static class ProposedCsv
{
    /// <summary>The settings.</summary>
    /// <param name="table">The table.</param>
    /// <param name="quoted">Whether the reader knows quotes.</param>
    public static JsonObject Of(DdlTable table, bool quoted)
    {
        var properties = table.Properties;
        var csv = new JsonObject
        {
            ["delimiter"] = Of(quoted ? ["separatorChar"] : ["field.delim", "serialization.format"], quoted ? "," : "\u0001"),
            ["quote"] = quoted ? Of(["quoteChar"], "\"") : null,
        };
        if (quoted) csv["escape"] = Of(["escapeChar"], "\\");
        else if (properties.TryGetValue("escape.delim", out var escape)) csv["escape"] = escape;

        // The names come from the statement, whatever a header says.
        csv["header"] = new JsonArray([.. table.Columns.Select(column => (JsonNode)column.Name)]);
        if (properties.TryGetValue("skip.header.line.count", out var text) && int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var lines) && lines > 0)
            csv["skipLines"] = lines;
        if (!quoted) csv["null"] = new JsonArray(properties.GetValueOrDefault("serialization.null.format", "\\N"));
        return csv;

        string Of(string[] names, string otherwise) =>
            names.Select(name => properties.GetValueOrDefault(name)).FirstOrDefault(value => !string.IsNullOrEmpty(value)) ?? otherwise;
    }
}
