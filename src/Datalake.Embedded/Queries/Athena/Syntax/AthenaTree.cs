using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Datalake.Embedded.Queries.Athena.Syntax;

/// <summary>
/// Writes the expressions of Athena's SQL that mean something else in the engine's, in the tree that the engine's parser makes of a
/// query.
/// </summary>
internal sealed partial class AthenaTree
{
    private static readonly Dictionary<string, string> Renamed = new(StringComparer.OrdinalIgnoreCase)
    {
        ["approx_distinct"] = "approx_count_distinct", ["arbitrary"] = "any_value", ["every"] = "bool_and", ["bitwise_and_agg"] = "bit_and",
        ["bitwise_or_agg"] = "bit_or", ["bitwise_xor_agg"] = "bit_xor", ["geometric_mean"] = "geomean",

        // Those of DuckDB with these names pass over the rows in which what is asked for is NULL.
        ["max_by"] = "arg_max_null", ["min_by"] = "arg_min_null",
    };

    // What an aggregate makes of the list of its values.
    private static readonly Dictionary<(string Name, int Count), string> Gathered = new()
    {
        [("map_agg", 2)] = "athena_map_of", [("multimap_agg", 2)] = "athena_multimap_of", [("map_union", 1)] = "athena_map_union", [("set_agg", 1)] = "athena_set",
        [("skewness", 1)] = "athena_skewness", [("entropy", 1)] = "athena_entropy", [("approx_percentile", 3)] = "athena_weighted",
    };

    private readonly byte[] text;
    private readonly ZonedNames zoned;
    private readonly LambdaForms lambdas = new();

    private AthenaTree(JsonNode query, string sql)
    {
        text = Encoding.UTF8.GetBytes(sql);
        zoned = new ZonedNames(query);
    }

    [GeneratedRegex(@"^\s*[+-]?\d{4,}-\d+-\d+(?:[ T]+\d+:\d+(?::\d+(?:\.(?<digits>\d+))?)?)?(?<zone>\s*(?:[A-Za-z]|(?<=:\d.*)[+-]).*)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Timestamp();

    // Patterns that mean the same to the engine, which is faster.
    [GeneratedRegex(@"^\^?(\[[A-Za-z0-9_-]+\][+*?]?|[A-Za-z0-9 _/:@%=,<>-]|\.[+*]?)+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Simple();

    /// <summary>True for an expression that a query may hold and that is written otherwise here.</summary>
    /// <param name="kind">The node's class.</param>
    /// <param name="type">The node's type.</param>
    /// <param name="function">The function's name; null when it is no call.</param>
    public static bool MayRewrite(string? kind, string? type, string? function) =>
        kind == "CAST" || type == "ARRAY_EXTRACT"
        || function is not null
            && (function is "/" or "%" or "+" or "-" or "||" or "concat" or "format" or "greatest" or "least" or "json_array" or "reduce" or "list_reduce" or "array_reduce"
                    or "zip_with" or "map_filter" or "transform_values" or "transform_keys" or "map_zip_with" or "array_sort" or "from_unixtime" or "regexp_like" or "set_union"
                || Renamed.ContainsKey(function) || Gathered.Keys.Any(key => key.Name == function) || function == "approx_percentile"
                || AthenaFunctions.NeedsTypes(function) || function is "timezone" or "at_timezone" or "with_timezone" or "from_iso8601_timestamp" or "parse_datetime");

    /// <summary>Rewrites a query.</summary>
    /// <param name="query">The tree, which is changed.</param>
    /// <param name="sql">The query's text.</param>
    public static void Rewrite(JsonNode query, string sql) => new AthenaTree(query, sql).Visit(query);

    /// <summary>True for a literal as <c>timestamp '2026-03-01 10:00:00 America/Sao_Paulo'</c>.</summary>
    public static bool IsZonedLiteral(JsonNode node) => LiteralOf(node) is { } match && match.Groups["zone"].Value.Trim().Length > 0;

    // What a literal says; null for all else.
    private static Match? LiteralOf(JsonNode? node) =>
        node.Class() == "CAST" && node!.Location() is null && node.CastType() == "TIMESTAMP" && node!["child"].ConstantText() is { } text
        && Timestamp().Match(text) is { Success: true } match ? match : null;

    private JsonNode Visit(JsonNode node)
    {
        if (node is JsonArray items)
        {
            for (var i = 0; i < items.Count; i++)
            {
                if (items[i] is not { } item) continue;
                var visited = Visit(item);
                if (ReferenceEquals(visited, item)) continue;
                visited["alias"] = item.Text("alias");
                items[i] = visited;
            }

            return node;
        }

        if (node is not JsonObject fields) return node;

        // A literal is one with what it is cast to.
        if (fields.Class() == "CAST" && Literal(fields) is { } literal) return literal;
        foreach (var (name, value) in fields.ToArray())
        {
            if (value is null) continue;
            var visited = Visit(value);
            if (ReferenceEquals(visited, value)) continue;
            if (visited["alias"] is not null && value["alias"] is not null) visited["alias"] = value.Text("alias");
            fields[name] = visited;
        }

        var written = fields.Class() switch
        {
            "CAST" => Cast(fields),
            "FUNCTION" or "WINDOW" => Function(fields),
            "COMPARISON" => Wrap(fields, "left", "right"),
            "BETWEEN" => Wrap(fields, "input", "lower", "upper"),
            "OPERATOR" => Operator(fields),
            "CASE" => Case(fields),
            "SUBQUERY" when fields["child"] is JsonObject => Wrap(fields, "child"),
            _ => fields,
        };
        return TypedCall.Settle(written, zoned.Has(written));
    }

    private static JsonObject? Literal(JsonObject node)
    {
        if (IsZonedLiteral(node)) return SqlNode.Call("athena_zoned_text", node["child"]!.Copy());
        return node.CastType() == "VARCHAR" && LiteralOf(node["child"]) is { } match && !IsZonedLiteral(node["child"]!)
            ? SqlNode.Call("athena_text_of", node["child"]!.Copy(), SqlNode.Constant(match.Groups["digits"].Length))
            : null;
    }

    private JsonObject Cast(JsonObject node)
    {
        var child = node["child"]!;
        var type = node.CastType();
        var isTry = node["try_cast"]!.GetValue<bool>();
        var hasZone = zoned.Has(child);
        if (hasZone && type is "DATE" or "TIME" or "TIMESTAMP") node["child"] = Wrapped("athena_local", child);
        if (!IsWritten(node))
        {
            if (hasZone && type == "VARCHAR") return SqlNode.Call("athena_text", child.Copy());
            if (hasZone && type == "TIMESTAMP WITH TIME ZONE") node["child"] = Wrapped("athena_instant", child);
            return node;
        }

        return type switch
        {
            "TINYINT" or "SMALLINT" or "INTEGER" or "BIGINT" when !child.IsConstant() || child["value"]?["type"].Text("id") is "VARCHAR" or "DOUBLE" =>
                SqlNode.Call($"athena_{(isTry ? "try" : "to")}_{type.ToLowerInvariant()}", child.Copy()),
            "VARCHAR" when !child.IsConstant() || child["value"]?["type"].Text("id") == "DOUBLE" => SqlNode.Call("athena_text", child.Copy()),
            "TIMESTAMP WITH TIME ZONE" when !isTry => SqlNode.Call("athena_to_zoned", child.Copy()),
            "TIMESTAMP WITH TIME ZONE" when hasZone => child.Copy(),
            "JSON" when !isTry => SqlNode.Call("athena_to_json", child.Copy()),
            _ => node,
        };
    }

    // CAST( … ), and not x::… or what the parser has put there itself.
    private bool IsWritten(JsonNode node) =>
        node.Location() is { } at && at < text.Length && (char)(text[at] | 0x20) is 'c' or 't' && (Starts(at, "cast") || Starts(at, "try_cast"));

    private bool Starts(int at, string word) =>
        at + word.Length <= text.Length
            && Encoding.UTF8.GetString(text, at, word.Length).Equals(word, StringComparison.OrdinalIgnoreCase);

    private JsonObject Operator(JsonObject node)
    {
        var children = node.Children();
        switch (node.Text("type"))
        {
            case "ARRAY_EXTRACT" when children.Count == 2:
                return SqlNode.Call("athena_subscript", children[0]!.Copy(), children[1]!.Copy());
            case "COMPARE_IN" or "COMPARE_NOT_IN" when children.Any(zoned.Has):
                WrapAll(children, "athena_instant");
                return node;
            case "OPERATOR_COALESCE" or "OPERATOR_NULLIF" when children.Any(zoned.Has):
                WrapAll(children, "athena_zoned");
                return node;
            default:
                return node;
        }
    }

    private JsonObject Case(JsonObject node)
    {
        if (!ZonedNames.Branches(node).Any(zoned.Has)) return node;
        foreach (var check in (JsonArray)node["case_checks"]!) check!["then_expr"] = Wrapped("athena_zoned", check["then_expr"]!);
        node["else_expr"] = Wrapped("athena_zoned", node["else_expr"]!);
        return node;
    }

    private JsonNode Function(JsonObject node)
    {
        var name = node.Name();
        var children = node.Children();
        if (lambdas.Write(node) is { } form) return form;
        if (Gathered.TryGetValue((name, children.Count), out var outer)) return Gather(node, outer);
        if (name == "set_union" && children.Count == 1) return SqlNode.Call("athena_set", SqlNode.Call("flatten", List(node)));
        if (Renamed.TryGetValue(name, out var own) || (name == "approx_percentile" && (own = "approx_quantile") is not null))
        {
            node["function_name"] = name is "max_by" or "min_by" && children.Count == 3 ? name.Replace("_by", string.Empty, StringComparison.Ordinal).Insert(0, "arg_") : own;
            return node;
        }

        switch (name)
        {
            case "/" or "%" when children.Count == 2 && !IsNonZero(children[1]):
                var types = children.Select(child => SqlNode.Call("typeof", child!.Copy())).ToArray();
                return SqlNode.Call(name == "/" ? "athena_divide" : "athena_modulo", [.. children.Select(child => child!.Copy()), .. types]);
            case "+" or "-" when children.Count == 2:
                return Sum(node, name, children);
            case "||" when children.Count == 2 && IsArray(children[0]) != IsArray(children[1]):
                return SqlNode.Call("list_concat", [.. children.Select(child => IsArray(child) ? child!.Copy() : child.IsConstant() ? SqlNode.Call("list_value", child!.Copy()) : Wrapped("athena_list", child!))]);
            case "concat" when children.Count > 1:
                return children.Skip(1).Aggregate((JsonNode)children[0]!.Copy(), (all, next) => SqlNode.Operator("||", all, next!.Copy()));
            case "format" when children.Count > 0:
                node["function_name"] = "athena_format";
                return node;
            case "greatest" or "least" when children.Count > 6 && node.Text("catalog") != "system":
                return SqlNode.Call("athena_" + name, SqlNode.Call("list_value", [.. children.Select(child => child!.Copy())]));
            case "regexp_like" when children.Count == 2 && children[1].ConstantText() is { } pattern && Simple().IsMatch(pattern):
                node["function_name"] = "regexp_matches";
                return node;
            case "json_array":
                return SqlNode.Call("athena_json_array", SqlNode.Call("list_value", [.. children.Select(child => SqlNode.Call("to_json", child!.Copy()))]));
            case "nullif" or "greatest" or "least" when children.Any(zoned.Has):
                WrapAll(children, "athena_zoned");
                return node;
        }

        // A function that does not know time zones has the instant.
        if (name.StartsWith("athena_", StringComparison.Ordinal) || ZonedNames.IsAware(name)) return node;
        for (var i = 0; i < children.Count; i++)
            if (zoned.Has(children[i])) children[i] = Aliased(children[i]!, Wrapped("athena_instant", children[i]!));
        return node;
    }

    private JsonObject Sum(JsonObject node, string name, JsonArray children)
    {
        var (left, right) = (ZonedNames.IsInterval(children[0]), ZonedNames.IsInterval(children[1]));
        if (left != right && (right || name == "+"))
            return SqlNode.Call(name == "+" ? "athena_plus" : "athena_minus", children[0]!.Copy(), children[1]!.Copy());
        if (children.Any(zoned.Has)) WrapAll(children, "athena_instant");
        return node;
    }

    private static JsonObject Gather(JsonObject node, string outer)
    {
        var children = node.Children();
        JsonNode[] rest = outer == "athena_weighted" ? [children[2]!.Copy()] : [];
        if (outer == "athena_weighted") children.RemoveAt(2);
        if (children.Count == 2)
        {
            var (one, other) = outer == "athena_weighted" ? ("v", "w") : ("k", "v");
            var pair = SqlNode.Struct((one, children[0]!.Copy()), (other, children[1]!.Copy()));
            children.Clear();
            children.Add((JsonNode)pair);
        }

        return SqlNode.Call(outer, [List(node), .. rest]);
    }

    private static JsonObject List(JsonObject node)
    {
        var list = node.Copy();
        list["function_name"] = "list";
        list["alias"] = "";
        return list;
    }

    // Whether it is one by its form; columns may be arrays too.
    private static bool IsArray(JsonNode? node) =>
        node.Class() == "FUNCTION"
            ? node.Name() is "list_value" or "list_concat" or "transform" or "filter" or "sequence" or "flatten" or "slice" or "repeat" or "zip" or "map_keys" or "map_values" or "split"
                || node.Name().StartsWith("array_", StringComparison.Ordinal) && node.Name() is not ("array_join" or "array_position" or "array_max" or "array_min")
                || node.Name() == "||" && node!.Children().Any(IsArray)
            : node.Class() == "CAST" && node.CastType() == "LIST" || node.Text("type") == "ARRAY_CONSTRUCTOR";

    private static bool IsNonZero(JsonNode? node) =>
        node.IsConstant() && node!["value"]?["value"] is JsonValue value && value.ToString().Any(digit => digit is >= '1' and <= '9');

    private JsonObject Wrap(JsonObject node, params string[] fields)
    {
        foreach (var field in fields)
            if (zoned.Has(node[field])) node[field] = Wrapped("athena_instant", node[field]!);
        return node;
    }

    private static void WrapAll(JsonArray children, string function)
    {
        for (var i = 0; i < children.Count; i++) children[i] = Aliased(children[i]!, Wrapped(function, children[i]!));
    }

    private static JsonNode Wrapped(string function, JsonNode value) =>
        TypedCall.Settle(SqlNode.Call(function, value.Copy()), hasZone: function == "athena_zoned");

    private static JsonNode Aliased(JsonNode old, JsonNode node)
    {
        node["alias"] = old.Text("alias");
        return node;
    }
}
