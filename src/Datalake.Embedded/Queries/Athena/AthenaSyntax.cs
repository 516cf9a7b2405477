using System.Text;
using System.Text.Json;
using Datalake.Embedded.Queries.Parsing;

namespace Datalake.Embedded.Queries.Athena;

/// <summary>
/// UNNEST to several columns, written in DuckDB's SQL. The engine's own parser says where it stands; the rest of the text stays as it is.
/// </summary>
/// <param name="sql">The query.</param>
internal sealed class AthenaSyntax(string sql)
{
    private const int MaximumGuesses = 4;

    // Positions are counted in bytes.
    private readonly byte[] text = Encoding.UTF8.GetBytes(sql);
    private readonly SortedDictionary<int, (int Length, string Text, string Else)> edits = [];
    private readonly List<int[]> guesses = [];
    private SqlTokens? tokens;

    /// <summary>True when the query is not run as it was written.</summary>
    public bool IsRewritten => edits.Count > 0;

    private SqlTokens Tokens => tokens ??= new SqlTokens(text);

    /// <summary>Notes a function in FROM.</summary>
    public void NoteTable(JsonElement table)
    {
        var function = table.GetProperty("function");
        var names = table.GetProperty("column_name_alias").GetArrayLength();
        var numbered = table.TryGetProperty("with_ordinality", out var ordinality) && ordinality.GetString() == "WITH_ORDINALITY";
        if (numbered) names--;
        if (names < 2 || function.GetProperty("function_name").GetString() != "unnest") return;
        if (
            PlaceOf(function) is not { } at
            || !StandsAt(at, "unnest")
            || SqlArguments.Find(Tokens, at + "unnest".Length) is not { } arguments
        )
            return;
        if (arguments.Count != 1 && arguments.Count != names) return;

        // Several arrays stand side by side. One is an array of structs, whose fields become columns, or a map, whose keys and values do:
        // only the engine knows which, so with two names both are tried.
        if (numbered)
        {
            if (SqlArguments.WithOrdinality(Tokens, arguments.Close + 1) is not { } words) return;
            Edit(words.Start, words.Length, string.Empty);
        }

        var depth = arguments.Count == 1 ? ", max_depth := 2" : string.Empty;
        Edit(at, arguments.Open + 1 - at, "(SELECT unnest(", "(SELECT unnest(map_entries(");
        foreach (var comma in arguments.Commas) Edit(comma, 1, "), unnest(");
        Edit(arguments.Close, 1, $"{depth}){Numbers("len")})", $"){depth}){Numbers("system.main.cardinality")})");
        if (arguments.Count == 1 && names == 2 && guesses.Count < MaximumGuesses) guesses.Add([at, arguments.Close]);

        string Numbers(string length) =>
            numbered
                ? $", unnest(range(1, 1 + list_max([{string.Join(", ", arguments.Texts(Tokens).Select(argument => $"coalesce(CAST({length}({argument}) AS BIGINT), 0)"))}])))"
                : string.Empty;
    }

    /// <summary>Notes a table of a schema of which another stands in its place.</summary>
    /// <param name="table">The table, with its schema before it.</param>
    /// <param name="schema">The schema's name.</param>
    /// <param name="own">What to read instead: the catalog and the schema.</param>
    public void NoteSchema(JsonElement table, string schema, string own)
    {
        if (PlaceOf(table) is not { } at) return;
        var index = Tokens.IndexFrom(at);
        if (!Tokens.IsName(index, schema) && Tokens.IsSymbol(index + 1, '.')) index += 2;
        if (Tokens.IsName(index, schema)) Edit(at, Tokens[index].End - at, own);
    }

    /// <summary>
    /// The query in DuckDB's SQL, and its other readings, to be tried when the engine finds that the one before does not bind.
    /// </summary>
    public IEnumerable<string> Readings()
    {
        if (edits.Count == 0)
        {
            yield return sql;
            yield break;
        }

        for (var guess = 0; guess < 1 << guesses.Count; guess++)
        {
            var other = guesses.Where((_, i) => (guess >> i & 1) == 1).SelectMany(places => places).ToHashSet();
            using var result = new MemoryStream();
            var done = 0;
            foreach (var (at, (length, put, otherwise)) in edits)
            {
                result.Write(text, done, at - done);
                result.Write(Encoding.UTF8.GetBytes(other.Contains(at) ? otherwise : put));
                done = at + length;
            }

            result.Write(text, done, text.Length - done);
            yield return Encoding.UTF8.GetString(result.GetBuffer(), 0, (int)result.Length);
        }
    }

    private void Edit(int at, int length, string put, string? otherwise = null) => edits[at] = (length, put, otherwise ?? put);

    private static int? PlaceOf(JsonElement element) =>
        element.TryGetProperty("query_location", out var place) && place.TryGetInt32(out var at) && at >= 0 ? at : null;

    private bool StandsAt(int at, string name) =>
        at + name.Length <= text.Length
        && string.Equals(Encoding.UTF8.GetString(text, at, name.Length), name, StringComparison.OrdinalIgnoreCase);
}
