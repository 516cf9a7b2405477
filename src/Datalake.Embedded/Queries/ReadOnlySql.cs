using System.Text.Json;
using System.Text.RegularExpressions;
using Datalake.Embedded.Engine;
using DuckDB.NET.Data;

namespace Datalake.Embedded.Queries;

/// <summary>
/// Looks at a query before it is run, with the engine's own parser: it must be one statement that only reads. Where files may be read they may be
/// written too, as far as the engine's settings go, so this is what keeps the lake's files as they are.
/// </summary>
internal sealed partial class ReadOnlySql
{
    private static readonly string[] PlainFunctions = ["unnest", "range", "generate_series", "read_parquet"];

    private readonly HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> qualified = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> local = new(StringComparer.OrdinalIgnoreCase);
    private bool looksAround;

    /// <summary>Checks a query.</summary>
    /// <exception cref="QueryRefusedException">It is not one statement that only reads, or not SQL.</exception>
    public static ReadOnlySql Check(DuckDBConnection connection, string sql)
    {
        if (string.IsNullOrWhiteSpace(sql)) throw new QueryRefusedException("There is no query: the text is empty.");
        if (sql.Contains('\0', StringComparison.Ordinal)) throw new QueryRefusedException("The query holds a NUL character, which SQL cannot.");
        var inner = Explain().Replace(sql, string.Empty, 1);
        var parsed = (string?)DuckDbEngine.Scalar(connection, $"SELECT CAST(json_serialize_sql({Sql.Text(inner)}) AS VARCHAR)") ?? "{}";
        using var document = JsonDocument.Parse(parsed, new JsonDocumentOptions { MaxDepth = 2000 });
        var root = document.RootElement;
        if (!root.TryGetProperty("error", out var error) || error.GetBoolean()) throw Refuse(root, inner);
        var count = root.GetProperty("statements").GetArrayLength();
        if (count != 1) throw new QueryRefusedException($"The text holds {count} statements; give one query at a time.");
        var result = new ReadOnlySql();
        result.Visit(root);
        return result;
    }

    /// <summary>True when the query can see a table: it names it, or it asks the engine what tables there are.</summary>
    public bool Needs(LakeTable table) => names.Contains(table.Name) || table.Kind == LakeTableKind.Consumable && names.Contains(table.Name + "_current");

    /// <summary>True when the query names a table with its database before it.</summary>
    public bool NamesIn(string database, LakeTable table) => qualified.Contains($"{database}.{table.Name}");

    /// <summary>True when all tables the query names are among these; else it must be shown all, if only for the engine to suggest the right name.</summary>
    public bool NamesOnly(IEnumerable<LakeTable> tables) =>
        !looksAround && names.Except(local, StringComparer.OrdinalIgnoreCase).All(name => tables.Any(table => string.Equals(table.Name, name, StringComparison.OrdinalIgnoreCase)));

    private static QueryRefusedException Refuse(JsonElement root, string sql)
    {
        var message = root.TryGetProperty("error_message", out var text) ? text.GetString() ?? string.Empty : string.Empty;
        if (message.StartsWith("Only SELECT", StringComparison.Ordinal))
        {
            return new QueryRefusedException(
                "Only queries that read are run here: SELECT, WITH, FROM, VALUES, DESCRIBE, SHOW, SUMMARIZE and EXPLAIN of these. "
                + "Statements that write files, attach databases, change settings or load extensions are refused, and so is PIVOT without its list of values.");
        }

        var place = root.TryGetProperty("position", out var position) && int.TryParse(position.GetString(), out var offset) && offset <= sql.Length
            ? $" Line {sql.AsSpan(0, offset).Count('\n') + 1}, character {offset - sql.LastIndexOf('\n', Math.Max(0, offset - 1))}."
            : string.Empty;
        return new QueryRefusedException($"The query is not SQL: {message}.{place}");
    }

    private void Visit(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray()) Visit(item);
        }

        if (element.ValueKind != JsonValueKind.Object) return;
        switch (Text(element, "type"))
        {
            case "BASE_TABLE":
                names.Add(Text(element, "table_name") ?? string.Empty);
                qualified.Add($"{Text(element, "schema_name")}.{Text(element, "table_name")}");
                break;
            case "SHOW_REF":
                looksAround |= element.TryGetProperty("query", out var query) && query.ValueKind == JsonValueKind.Null;
                break;
            case "TABLE_FUNCTION":
                looksAround |= !element.TryGetProperty("function", out var function) || Array.IndexOf(PlainFunctions, Text(function, "function_name")) < 0;
                break;
        }

        foreach (var property in element.EnumerateObject())
        {
            if (property.NameEquals("cte_map") && property.Value.TryGetProperty("map", out var map))
            {
                foreach (var entry in map.EnumerateArray()) local.Add(Text(entry, "key") ?? string.Empty);
            }

            Visit(property.Value);
        }
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    [GeneratedRegex(@"^(?:\s|--[^\n]*\n|/\*.*?\*/)*explain\s+(?:analyze\s+)?", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Explain();
}
