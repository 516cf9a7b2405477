using Datalake.Embedded.Queries.Parsing;

namespace Datalake.Embedded.Queries.Athena.Syntax;

/// <summary>
/// Writes <c>json_value</c>, <c>json_query</c> and <c>json_exists</c>, whose clauses stand inside their brackets, as plain calls.
/// </summary>
/// <param name="tokens">The query.</param>
/// <param name="emit">Writes the tokens from one up to another.</param>
internal sealed class JsonForms(SqlTokens tokens, Func<int, int, string> emit)
{
    /// <summary>Writes a call.</summary>
    /// <param name="name">The name of the function.</param>
    /// <param name="from">The number of the first token between its brackets.</param>
    /// <param name="to">The number of the bracket that closes them.</param>
    /// <exception cref="QueryRefusedException">It has a clause that is not known here.</exception>
    public string Write(string name, int from, int to)
    {
        var comma = from;
        while (comma < to && !tokens.IsSymbol(comma, ',')) comma = (tokens.Closing(comma) ?? comma) + 1;
        var input = comma;
        if (tokens.IsWord(comma - 1, "JSON") && tokens.IsWord(comma - 2, "FORMAT")) input = comma - 2;
        if (comma + 1 >= to) throw new QueryRefusedException($"{name} needs a value and a path: {name}(column, 'lax $.a.b').");
        var at = comma + 2;
        var (type, wrapper, quotes) = ((string?)null, "without", "keep");
        var (onEmpty, onError) = ("NULL", name == "json_exists" ? "'false'" : "NULL");
        while (at < to)
        {
            if (tokens.IsWord(at, "RETURNING"))
            {
                var start = ++at;
                while (at < to && !IsClause(at)) at = (tokens.Closing(at) ?? at) + 1;
                type = AthenaType.Read(tokens, start, at).Text ?? tokens.TextOf(tokens[start].Start, tokens[at - 1].End);
            }
            else if (tokens.IsWord(at, "WITH") || tokens.IsWord(at, "WITHOUT"))
            {
                wrapper = tokens.IsWord(at, "WITHOUT") ? "without" : tokens.IsWord(at + 1, "CONDITIONAL") ? "conditional" : "with";
                while (at < to && !tokens.IsWord(at, "WRAPPER")) at++;
                at++;
            }
            else if (tokens.IsWord(at, "KEEP") || tokens.IsWord(at, "OMIT"))
            {
                quotes = tokens.IsWord(at, "OMIT") ? "omit" : "keep";
                at += tokens.IsWord(at + 2, "ON") ? 5 : 2;
            }
            else
            {
                var on = at;
                while (on < to && !tokens.IsWord(on, "ON")) on = (tokens.Closing(on) ?? on) + 1;
                if (on + 1 >= to) throw Unknown(name, at);
                var what = tokens.IsWord(at, "NULL") ? "NULL"
                    : tokens.IsWord(at, "ERROR") ? "'error'"
                    : tokens.IsWord(at, "TRUE") ? "'true'"
                    : tokens.IsWord(at, "FALSE") ? "'false'"
                    : tokens.IsWord(at, "UNKNOWN") ? "NULL"
                    : tokens.IsWord(at, "EMPTY") ? tokens.IsWord(at + 1, "OBJECT") ? "'{}'" : "'[]'"
                    : tokens.IsWord(at, "DEFAULT") ? $"'=' || CAST({emit(at + 1, on)} AS VARCHAR)"
                    : throw Unknown(name, at);
                if (tokens.IsWord(on + 1, "EMPTY")) onEmpty = what;
                else onError = what;
                at = on + 2;
            }
        }

        var call = $"athena_{name}(CAST({emit(from, input)} AS VARCHAR), {emit(comma + 1, comma + 2)}, {onEmpty}, {onError}";
        if (name == "json_query") call += $", '{wrapper} {quotes}'";
        return type is null ? call + ")" : $"CAST({call}) AS {type})";
    }

    private bool IsClause(int index) =>
        tokens.IsWord(index, "NULL") || tokens.IsWord(index, "ERROR") || tokens.IsWord(index, "DEFAULT") || tokens.IsWord(index, "EMPTY")
        || tokens.IsWord(index, "WITH") || tokens.IsWord(index, "WITHOUT") || tokens.IsWord(index, "KEEP") || tokens.IsWord(index, "OMIT");

    private QueryRefusedException Unknown(string name, int at) =>
        new($"{name} has a clause that is not known here: {tokens.TextOf(tokens[at].Start, tokens[at].End)}. Known are RETURNING, WITH WRAPPER, KEEP QUOTES, OMIT QUOTES, and NULL, ERROR or DEFAULT … ON EMPTY and ON ERROR.");
}
