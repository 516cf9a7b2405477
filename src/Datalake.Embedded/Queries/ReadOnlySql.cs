using System.Globalization;
using System.Text.Json;
using Datalake.Embedded.Engine;
using Datalake.Embedded.Queries.Athena;
using Datalake.Embedded.Queries.Athena.Syntax;
using Datalake.Embedded.Queries.Parsing;
using Datalake.Embedded.Queries.Showing;
using DuckDB.NET.Data;

namespace Datalake.Embedded.Queries;

/// <summary>
/// Looks at a query before it is run, with the engine's own parser: it must be one statement that only reads. Where files may be read they
/// may be written too, as far as the engine's settings go, so this is what keeps the lake's files as they are.
/// </summary>
internal sealed class ReadOnlySql
{
    private readonly HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> qualified = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> functions = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> local = new(StringComparer.OrdinalIgnoreCase);
    private readonly DuckDBConnection connection;
    private readonly AthenaSyntax syntax;
    private bool looksAround;
    private bool mayDiffer;

    private ReadOnlySql(DuckDBConnection connection, ExplainPrefix parts)
    {
        this.connection = connection;
        Explain = parts.Statement;
        syntax = new AthenaSyntax(parts.Query);
    }

    /// <summary>
    /// The query in the engine's SQL. When one of these does not bind, the next is to be tried; the failure of the first counts.
    /// </summary>
    public IEnumerable<AthenaSql> Readings => syntax.Readings().Select(Translate);

    /// <summary>What stands before the query of an EXPLAIN; empty for a query that is run.</summary>
    public string Explain { get; }

    /// <summary>True when the query asks where a row comes from: for the column <c>"$path"</c>.</summary>
    public bool AsksForPath { get; private set; }

    /// <summary>True when the query asks the engine what functions there are.</summary>
    public bool NeedsAllFunctions { get; private set; }

    /// <summary>Checks a query.</summary>
    /// <exception cref="QueryRefusedException">It is not one statement that only reads, or not SQL.</exception>
    public static ReadOnlySql Check(DuckDBConnection connection, string sql)
    {
        if (string.IsNullOrWhiteSpace(sql)) throw new QueryRefusedException("There is no query: the text is empty.");
        if (sql.Contains('\0', StringComparison.Ordinal))
            throw new QueryRefusedException("The query holds a NUL character, which SQL cannot.");
        var known = AthenaForms.Rewrite(sql);
        return Check(connection, known, ExplainPrefix.Split(known));
    }

    private static ReadOnlySql Check(DuckDBConnection connection, string sql, ExplainPrefix parts)
    {
        var parsed =
            (string?)DuckDbEngine.Scalar(connection, $"SELECT CAST(json_serialize_sql({Sql.Text(parts.Query)}) AS VARCHAR)") ?? "{}";
        using var document = JsonDocument.Parse(parsed, new JsonDocumentOptions { MaxDepth = 2000 });
        var root = document.RootElement;
        if (!root.TryGetProperty("error", out var error) || error.GetBoolean()) throw Refuse(root, sql, sql.Length - parts.Query.Length);
        var count = root.GetProperty("statements").GetArrayLength();
        if (count != 1) throw new QueryRefusedException($"The text holds {count} statements; give one query at a time.");
        var result = new ReadOnlySql(connection, parts);
        result.Visit(root);
        return result;
    }

    // A rewritten query is another text than the one that was checked.
    private AthenaSql Translate(string reading)
    {
        if (!mayDiffer && !syntax.IsRewritten) return new AthenaSql(Explain + reading, functions);
        if (syntax.IsRewritten) Check(connection, reading, new ExplainPrefix(string.Empty, reading));
        var translated = AthenaSql.Translate(connection, reading);
        if (translated.Text != reading) Check(connection, translated.Text, new ExplainPrefix(string.Empty, translated.Text));
        return translated with { Text = Explain + translated.Text };
    }

    /// <summary>
    /// The names of tables and views in the query, without their databases, those of common table expressions among them.
    /// </summary>
    public IReadOnlySet<string> Names => names;

    /// <summary>The tables and views of the query with their databases: <c>database.table</c>, or <c>.table</c>.</summary>
    public IReadOnlySet<string> Qualified => qualified;

    /// <summary>The names of the query's common table expressions.</summary>
    public IReadOnlySet<string> Local => local;

    /// <summary>True when the query asks the engine what tables there are.</summary>
    public bool LooksAround => looksAround;

    /// <summary>True when the query reads Athena's <c>information_schema</c>.</summary>
    public bool AsksForSchema { get; private set; }

    private static QueryRefusedException Refuse(JsonElement root, string sql, int from)
    {
        var message = root.TryGetProperty("error_message", out var text) ? text.GetString() ?? string.Empty : string.Empty;
        if (message.StartsWith("Only SELECT", StringComparison.Ordinal))
        {
            return new QueryRefusedException(
                "Only queries that read are run here: SELECT, WITH, FROM, VALUES, DESCRIBE, SHOW, SUMMARIZE and EXPLAIN of these. "
                    + "Statements that write files, attach databases, change settings or load extensions are refused, and so is PIVOT without its list of values."
            );
        }

        return new QueryRefusedException($"The query is not SQL: {message.TrimEnd('.', '!')}.{Place(root, sql, from)}");
    }

    private static string Place(JsonElement root, string sql, int from)
    {
        if (
            !root.TryGetProperty("position", out var position)
            || !int.TryParse(position.GetString(), out var offset)
            || from + offset > sql.Length
        )
            return string.Empty;
        var before = sql.AsSpan(0, from + offset);
        return string.Create(
            CultureInfo.InvariantCulture, $" Line {before.Count('\n') + 1}, character {before.Length - before.LastIndexOf('\n')}.");
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
                NeedsAllFunctions |= string.Equals(Text(element, "table_name"), "duckdb_functions", StringComparison.OrdinalIgnoreCase);
                qualified.Add($"{Text(element, "schema_name")}.{Text(element, "table_name")}");
                if (InformationSchema.Has(Text(element, "schema_name"), Text(element, "table_name")))
                {
                    AsksForSchema = looksAround = true;
                    syntax.NoteSchema(element, InformationSchema.Name, InformationSchema.Own);
                }

                break;
            case "SHOW_REF":
                looksAround |= element.TryGetProperty("query", out var query) && query.ValueKind == JsonValueKind.Null;
                break;
            case "TABLE_FUNCTION":
                NoteFunction(Text(element.GetProperty("function"), "function_name") ?? string.Empty);
                syntax.NoteTable(element);
                break;
            case "VALUE_PARAMETER":
                throw new QueryRefusedException(
                    $"The query has a parameter, ${Text(element, "identifier")}. Write the value in its place.");
            case "COLUMN_REF":
                AsksForPath |=
                    element.GetProperty("column_names") is var words
                    && words.GetArrayLength() > 0
                    && words[words.GetArrayLength() - 1].GetString() == LakeTable.Path;
                break;
        }

        var called = Text(element, "function_name");
        if (called is not null && Text(element, "catalog") != "system") functions.Add(called);
        mayDiffer = mayDiffer || AthenaTree.MayRewrite(Text(element, "class"), Text(element, "type"), called);
        foreach (var property in element.EnumerateObject())
        {
            if (property.NameEquals("cte_map") && property.Value.TryGetProperty("map", out var map))
            {
                foreach (var entry in map.EnumerateArray()) local.Add(Text(entry, "key") ?? string.Empty);
            }

            Visit(property.Value);
        }
    }

    private void NoteFunction(string function)
    {
        if (!TableFunctions.MayRun(function))
        {
            throw new QueryRefusedException(
                $"{function}() cannot be used in FROM: only functions that read can. 'lake tables' says which tables there are; SHOW TABLES, DESCRIBE and "
                + "information_schema say it in SQL.");
        }

        looksAround |= !TableFunctions.ShowsNoTable(function);
        NeedsAllFunctions |= function.Equals("duckdb_functions", StringComparison.OrdinalIgnoreCase);
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
