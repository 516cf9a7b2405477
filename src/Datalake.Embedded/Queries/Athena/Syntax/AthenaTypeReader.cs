using Datalake.Embedded.Queries.Parsing;

namespace Datalake.Embedded.Queries.Athena.Syntax;

/// <summary>
/// Writes Athena's types in the engine's SQL: <c>array(bigint)</c>, <c>decimal</c>, <c>timestamp(3) with time zone</c>.
/// </summary>
/// <param name="tokens">The query.</param>
/// <param name="start">The number of the type's first token.</param>
/// <param name="end">The number of the token after its last.</param>
internal sealed class AthenaTypeReader(SqlTokens tokens, int start, int end)
{
    private int at = start;

    /// <summary>True when the type is written otherwise than it was.</summary>
    public bool IsOther { get; private set; }

    /// <summary>True when the whole type is read.</summary>
    public bool IsAtEnd => at == end;

    /// <summary>Reads a type.</summary>
    /// <returns>Null when it has a form that is not known here.</returns>
    public string? Read()
    {
        if (at >= end) return null;
        var name = Take().ToUpperInvariant();
        switch (name)
        {
            case "ARRAY" when Brackets() is { } element && new AthenaTypeReader(tokens, element.From, element.To) is var inner:
                IsOther = true;
                at = element.To + 1;
                return inner.Read() is { } of && inner.IsAtEnd ? Arrays($"{of}[]") : null;
            case "MAP" or "ROW" when Brackets() is { } fields:
                return Fields(name, fields);
            case "DECIMAL" or "NUMERIC" or "DEC" when !tokens.IsSymbol(at, '(') || at >= end:
                IsOther = true;
                return Arrays("DECIMAL(38, 0)");
            case "TIMESTAMP" or "TIME":
                return Time(name);
            default:
                var sized = Brackets() is { } size ? tokens.TextOf(tokens[size.From - 1].Start, tokens[size.To].End) : string.Empty;
                if (sized.Length > 0) at = tokens.Closing(at)!.Value + 1;
                while (at < end && tokens[at].Kind == SqlTokenKind.Word && !tokens.IsWord(at, "ARRAY")) name += " " + Take();
                return Arrays(name + sized);
        }
    }

    // The engine's own way of arrays, and the older one of SQL: bigint[], bigint array.
    private string? Arrays(string type)
    {
        while (at < end)
        {
            if (tokens.IsSymbol(at, '[') && tokens.Closing(at) is { } close && close < end)
            {
                type += tokens.TextOf(tokens[at].Start, tokens[close].End);
                at = close + 1;
            }
            else if (tokens.IsWord(at, "ARRAY"))
            {
                IsOther = true;
                at++;
                type += "[]";
            }
            else break;
        }

        return type;
    }

    private string? Time(string name)
    {
        if (Brackets() is { } precision)
        {
            IsOther = true;
            at = precision.To + 1;
        }

        if (!tokens.IsWord(at, "WITH") && !tokens.IsWord(at, "WITHOUT")) return Arrays(name);
        var words = $" {Take()} {Take()} {Take()}".ToUpperInvariant();
        return Arrays(name + words);
    }

    private string? Fields(string name, (int From, int To) inside)
    {
        var parts = new List<string>();
        for (var field = inside.From; field < inside.To;)
        {
            var stop = field;
            while (stop < inside.To && !tokens.IsSymbol(stop, ',')) stop = (Partner(stop) ?? stop) + 1;
            var named = name == "ROW" ? 1 : 0;
            var reader = new AthenaTypeReader(tokens, field + named, stop);
            if (reader.Read() is not { } type || !reader.IsAtEnd) return null;
            IsOther |= reader.IsOther || !tokens.IsSymbol(inside.From - 1, '(');
            parts.Add(named == 1 ? $"{tokens.TextOf(tokens[field].Start, tokens[field].End)} {type}" : type);
            field = stop + 1;
        }

        at = inside.To + 1;
        return Arrays($"{(name == "ROW" ? "STRUCT" : name)}({string.Join(", ", parts)})");
    }

    // Round ones, and those of Hive: array<bigint>.
    private (int From, int To)? Brackets() =>
        at < end && Partner(at) is { } close && close < end && !tokens.IsSymbol(at, '[') ? (at + 1, close) : null;

    private int? Partner(int index)
    {
        if (!tokens.IsSymbol(index, '<')) return tokens.Closing(index);
        var depth = 0;
        for (var i = index; i < end; i++)
        {
            if (tokens.IsSymbol(i, '<')) depth++;
            else if (tokens.IsSymbol(i, '>') && --depth == 0) return i;
        }

        return null;
    }

    private string Take() => at < end ? tokens.TextOf(tokens[at].Start, tokens[at++].End) : string.Empty;
}
