using System.Text;
using Datalake.Embedded.Queries.Parsing;

namespace Datalake.Embedded.Queries.Athena.Syntax;

/// <summary>
/// Writes the forms of Athena's SQL that the engine's parser does not know in forms that it knows. Works on tokens; what it does not
/// know it
/// copies.
/// </summary>
internal sealed class AthenaForms
{
    private static readonly string[] EndsOfValues = ["ORDER", "LIMIT", "OFFSET", "FETCH", "UNION", "EXCEPT", "INTERSECT"];
    private static readonly string[] WithPrecision = ["current_timestamp", "localtimestamp", "current_time", "localtime"];

    private readonly byte[] text;
    private readonly SqlTokens tokens;
    private bool changed;

    private AthenaForms(string sql)
    {
        text = Encoding.UTF8.GetBytes(sql);
        tokens = new SqlTokens(text);
    }

    /// <summary>Writes a query in the forms that the engine's parser knows.</summary>
    /// <param name="sql">The query.</param>
    /// <returns>The same text when it has no other form.</returns>
    /// <exception cref="QueryRefusedException">It has a form that cannot be written so.</exception>
    public static string Rewrite(string sql)
    {
        var forms = new AthenaForms(sql);
        var result = forms.Emit(0, forms.tokens.Count) + forms.tokens.TextOf(forms.EndOf(forms.tokens.Count - 1), forms.text.Length);
        return forms.changed ? result : sql;
    }

    /// <summary>The tokens from one up to another, with what lies before each.</summary>
    private string Emit(int from, int to)
    {
        var result = new StringBuilder();
        for (var index = from; index < to;)
        {
            var next = index;
            if (Form(ref next, to) is { } form)
            {
                changed = true;
                result.Append(SpaceBefore(index)).Append(form);
                index = next;
                continue;
            }

            result.Append(SpaceBefore(index)).Append(TextOf(index));
            index++;
        }

        return result.ToString();
    }

    // The other form of what begins at a token; null when there is none.
    private string? Form(ref int index, int to) =>
        tokens[index].Kind switch
        {
            SqlTokenKind.Word => IsField(index)
                ? null : Values(ref index, to) ?? Literal(ref index) ?? Interval(ref index) ?? Sample(ref index) ?? Call(ref index),
            _ => null,
        };

    // A name after a dot is a column or a field.
    private bool IsField(int index) => index > 0 && tokens.IsSymbol(index - 1, '.');

    // VALUES 1, 2
    private string? Values(ref int index, int to)
    {
        if (!tokens.IsWord(index, "VALUES") || index + 1 >= to) return null;
        var end = index + 1;
        while (end < to && !tokens.IsSymbol(end, ';') && !tokens.IsSymbol(end, ')') && !Array.Exists(EndsOfValues, word =>
            tokens.IsWord(end, word)))
            end = (tokens.Closing(end) ?? end) + 1;
        var rows = Split(index + 1, end).ToArray();
        if (Array.TrueForAll(rows, row => tokens.IsSymbol(row.From, '(') && tokens.Closing(row.From) == row.To - 1)) return null;
        index = end;
        return "VALUES " + string.Join(", ", rows.Select(row =>
            tokens.IsSymbol(row.From, '(') && tokens.Closing(row.From) == row.To - 1 ? Emit(row.From, row.To) : $"({Emit(row.From, row.To)})"));
    }

    // DECIMAL '1.5', X'65', U&'\0041', current_timestamp(3)
    private string? Literal(ref int index)
    {
        if (tokens.IsWord(index, "DECIMAL") && IsText(index + 1))
        {
            var digits = StringAt(index + 1).Trim();
            if (digits.Length == 0 || digits.Trim('+', '-').Any(c => !char.IsAsciiDigit(c) && c != '.')) return null;
            index += 2;
            return $"({digits})";
        }

        if (tokens.IsWord(index, "X") && IsText(index + 1) && tokens[index].End == tokens[index + 1].Start)
        {
            var hex = StringAt(index + 1);
            index += 2;
            return $"unhex({Engine.Sql.Text(string.Concat(hex.Where(c => c != ' ')))})";
        }

        if (tokens.IsWord(index, "U") && tokens.IsSymbol(index + 1, '&') && IsText(index + 2) && tokens[index].End == tokens[index + 2].Start - 1)
        {
            var decoded = UnicodeText.Decode(StringAt(index + 2));
            index += 3;
            return Engine.Sql.Text(decoded);
        }

        var word = index;
        if (Array.Exists(WithPrecision, name =>
            tokens.IsWord(word, name)) && tokens.IsSymbol(index + 1, '(') && tokens.Closing(index + 1) is { } close)
        {
            var name = TextOf(index);
            index = close + 1;
            return name;
        }

        return null;
    }

    // INTERVAL '2-3' YEAR TO MONTH, INTERVAL '1 02:03:04' DAY TO SECOND
    private string? Interval(ref int index)
    {
        if (!tokens.IsWord(index, "INTERVAL")) return null;
        var sign = tokens.IsSymbol(index + 1, '-') || tokens.IsSymbol(index + 1, '+') ? 1 : 0;
        var at = index + 1 + sign;
        if (!IsText(at) || at + 1 >= tokens.Count || tokens[at + 1].Kind != SqlTokenKind.Word) return null;
        if (!tokens.IsWord(at + 2, "TO"))
        {
            if (sign == 0) return null;
            var plain = $"({TextOf(index + 1)} INTERVAL {TextOf(at)} {TextOf(at + 1)})";
            index = at + 2;
            return tokens.IsSymbol(at - 1, '+') ? plain[0] + plain[2..] : plain;
        }

        var span = IntervalText.Engine(StringAt(at), TextOf(at + 1), TextOf(at + 3));
        var negative = sign == 1 && tokens.IsSymbol(index + 1, '-');
        index = at + 4;
        return negative ? $"(- {span})" : span;
    }

    // TABLESAMPLE BERNOULLI (10) is of a hundred.
    private string? Sample(ref int index)
    {
        if (!tokens.IsWord(index, "TABLESAMPLE") || !tokens.IsSymbol(index + 2, '(') || tokens.Closing(index + 2) != index + 4) return null;
        var sample = $"TABLESAMPLE {TextOf(index + 1)} ({TextOf(index + 3)} PERCENT)";
        index += 5;
        return sample;
    }

    private string? Call(ref int index)
    {
        if (!tokens.IsSymbol(index + 1, '(') || tokens.Closing(index + 1) is not { } close) return null;
        var name = TextOf(index).ToLowerInvariant();
        var inside = (From: index + 2, To: close);
        switch (name)
        {
            case "cast" or "try_cast":
                var cast = Cast(name, inside);
                if (cast is not null) index = close + 1;
                return cast;
            case "if" when Split(inside.From, inside.To).Count() == 2:
                index = close + 1;
                return $"if({Emit(inside.From, inside.To)}, NULL)";
            case "normalize" when Split(inside.From, inside.To).ToArray() is [var of, var form]:
                index = close + 1;
                return $"normalize({Emit(of.From, of.To)}, '{TextOf(form.From)}')";
            case "json_value" or "json_query" or "json_exists":
                index = close + 1;
                return new JsonForms(tokens, Emit).Write(name, inside.From, inside.To);
            case "json_object" when JsonObject(inside) is { } pairs:
                index = close + 1;
                return $"json_object({pairs})";
            case "listagg":
                return ListAgg(ref index, close);
        }

        // lag(x) IGNORE NULLS
        if (!tokens.IsWord(close + 2, "NULLS")) return null;
        var ignores = tokens.IsWord(close + 1, "IGNORE");
        if (!ignores && !tokens.IsWord(close + 1, "RESPECT")) return null;
        var call = $"{TextOf(index)}({Emit(inside.From, inside.To)}{(ignores ? " IGNORE NULLS" : string.Empty)})";
        index = close + 3;
        return call;
    }

    private string? Cast(string name, (int From, int To) inside)
    {
        var at = -1;
        for (var index = inside.From; index < inside.To; index = (tokens.Closing(index) ?? index) + 1)
            if (tokens.IsWord(index, "AS")) at = index;
        if (at < 0) return null;
        var type = AthenaType.Read(tokens, at + 1, inside.To);
        var value = Emit(inside.From, at);
        var cast = $"{name.ToUpperInvariant()}({value} AS {type.Text ?? tokens.TextOf(tokens[at + 1].Start, EndOf(inside.To - 1))})";
        if (type.Function is null) return type.Text is null ? null : cast;

        // A number or a timestamp is not shortened, so the function must see it.
        var call = $"{type.Function}({(type.Text == "VARCHAR" ? value.Trim() : cast)}, {type.Length})";
        return name == "try_cast" ? $"TRY({call})" : call;
    }

    // listagg(x, ',' ON OVERFLOW …) WITHIN GROUP (ORDER BY y)
    private string ListAgg(ref int index, int close)
    {
        var to = close;
        for (var i = index + 2; i < close; i = (tokens.Closing(i) ?? i) + 1)
            if (tokens.IsWord(i, "ON") && tokens.IsWord(i + 1, "OVERFLOW")) to = Math.Min(to, i);
        var arguments = Emit(index + 2, to) + (Split(index + 2, to).Count() == 1 ? ", ''" : string.Empty);
        index = close + 1;
        if (!tokens.IsWord(index, "WITHIN") || !tokens.IsSymbol(index + 2, '(') || tokens.Closing(index + 2) is not { } end)
            return $"string_agg({arguments})";
        var order = Emit(index + 3, end);
        index = end + 1;
        return $"string_agg({arguments} {order})";
    }

    // json_object('a' : 1, KEY 'b' VALUE 2)
    private string? JsonObject((int From, int To) inside)
    {
        var pairs = new List<string>();
        foreach (var (from, to) in Split(inside.From, inside.To))
        {
            var split = -1;
            for (var index = from; index < to; index = (tokens.Closing(index) ?? index) + 1)
                if (tokens.IsSymbol(index, ':') || tokens.IsWord(index, "VALUE")) split = index;
            if (split < 0) return null;
            pairs.Add($"{Emit(tokens.IsWord(from, "KEY") ? from + 1 : from, split)}, {Emit(split + 1, to)}");
        }

        return string.Join(", ", pairs);
    }

    /// <summary>The parts between commas.</summary>
    private IEnumerable<(int From, int To)> Split(int from, int to)
    {
        var start = from;
        for (var index = from; index < to; index = (tokens.Closing(index) ?? index) + 1)
        {
            if (!tokens.IsSymbol(index, ',')) continue;
            yield return (start, index);
            start = index + 1;
        }

        if (start < to) yield return (start, to);
    }

    private bool IsText(int index) => index < tokens.Count && tokens.IsPlainText(index);

    private string StringAt(int index) => tokens.StringAt(index);

    private string TextOf(int index) => tokens.TextOf(tokens[index].Start, tokens[index].End);

    private string SpaceBefore(int index) => tokens.TextOf(EndOf(index - 1), tokens[index].Start);

    private int EndOf(int index) => index < 0 ? 0 : tokens[index].End;
}
