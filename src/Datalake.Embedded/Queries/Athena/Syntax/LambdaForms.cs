using System.Text.Json.Nodes;

namespace Datalake.Embedded.Queries.Athena.Syntax;

/// <summary>
/// Writes the functions whose lambda takes two values in ones whose lambda takes one, or a list's own. The engine's list_reduce hands its
/// lambda the columns of another row, so what the lambda names is put into the list's elements.
/// </summary>
internal sealed class LambdaForms
{
    private int names;

    /// <summary>The other form of a call.</summary>
    /// <returns>Null when it has none.</returns>
    /// <exception cref="QueryRefusedException">It would be given a wrong answer, and has no other form.</exception>
    public JsonObject? Write(JsonNode call)
    {
        var arguments = call.Children();
        var name = call.Name();
        return name switch
        {
            "reduce" when arguments.Count == 4 && Parameters(arguments[2]) is [var s, var x] => Reduce(arguments, s, x),
            "reduce" or "list_reduce" or "array_reduce" when arguments.Count > 1 && arguments[1].Class() == "LAMBDA" => Refused(name, arguments[1]!),
            "zip_with" when arguments.Count == 3 && Parameters(arguments[2]) is [var a, var b] => ZipWith(arguments, a, b),
            "map_filter" when Entries(arguments, out var k, out var v) => MapFilter(arguments, k, v),
            "transform_values" when Entries(arguments, out var k, out var v) => MapOf(arguments[0]!, e => [("k", Key(e)), ("v", Body(arguments[1]!, (k, Key(e)), (v, Value(e))))]),
            "transform_keys" when Entries(arguments, out var k, out var v) => MapOf(arguments[0]!, e => [("k", Body(arguments[1]!, (k, Key(e)), (v, Value(e)))), ("v", Value(e))]),
            "map_zip_with" when arguments.Count == 3 && Parameters(arguments[2]) is [var k, var a, var b] => MapZipWith(arguments, k, a, b),
            "array_sort" when arguments.Count == 2 && Parameters(arguments[1]) is [var a, var b] => ArraySort(arguments, a, b),
            _ => null,
        };
    }

    // Each element is a struct of the state, the element and the columns; the first has the first state. So the state's type is the one
    // that the first step makes of it.
    private JsonObject Reduce(JsonArray arguments, string state, string element)
    {
        var (list, first, step, last) = (arguments[0]!, arguments[1]!, arguments[2]!, arguments[3]!);
        var (p, q, e, r) = (New("p"), New("q"), New("e"), New("r"));
        if (list["value"]?["is_null"]?.GetValue<bool>() == true) return list.Copy();
        var columns = FreeNames.In(step["expr"]!, [state, element]);
        var start = SqlNode.Call("list_extract",
            SqlNode.Call("list_value", first.Copy(), Body(step, (state, first.Copy()), (element, SqlNode.Call("list_extract", list.Copy(), SqlNode.Constant(1))))),
            SqlNode.Constant(1));
        JsonObject Item(JsonNode value) => SqlNode.Struct([("a", start.Copy()), ("e", value), .. columns.Select((column, i) => ($"c{i}", (JsonNode)SqlNode.Ref(column)))]);
        var items = SqlNode.Call("list_transform", list.Copy(), SqlNode.Lambda(e, Item(SqlNode.Ref(e))));
        var all = SqlNode.Call("list_concat", SqlNode.Call("list_value", Item(SqlNode.Call("list_extract", list.Copy(), SqlNode.Constant(1)))), items);
        (string Name, JsonNode Value)[] inside = [(state, SqlNode.Ref(p, "a")), (element, SqlNode.Ref(q, "e"))];
        var body = FreeNames.Replace(step["expr"]!.Copy(), inside.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.OrdinalIgnoreCase),
            columns.Select((column, i) => (column, (JsonNode)SqlNode.Ref(q, $"c{i}"))).ToArray());
        var next = SqlNode.Struct([("a", body), ("e", SqlNode.Ref(q, "e")), .. columns.Select((_, i) => ($"c{i}", (JsonNode)SqlNode.Ref(q, $"c{i}")))]);
        var reduced = SqlNode.Call("list_reduce", all, SqlNode.Lambda(p, q, next));
        var states = SqlNode.Call("list_transform", SqlNode.Call("list_value", reduced), SqlNode.Lambda(r, SqlNode.Ref(r, "a")));
        return SqlNode.When(SqlNode.IsNotNull(list.Copy()), SqlNode.Call("list_extract", SqlNode.Call("list_transform", states, last.Copy()), SqlNode.Constant(1)));
    }

    private static JsonObject? Refused(string name, JsonNode lambda) =>
        FreeNames.In(lambda["expr"]!, [.. Parameters(lambda) ?? []]) is [var column, ..]
            ? throw new QueryRefusedException(
                $"{name} with the column {string.Join('.', column)} inside of its lambda would have values of other rows. Write reduce(array, state, (s, x) -> …, s -> s).")
            : null;

    private JsonObject ZipWith(JsonArray arguments, string a, string b)
    {
        var i = New("i");
        JsonObject Item(int list) => SqlNode.Call("list_extract", arguments[list]!.Copy(), SqlNode.Ref(i));
        var length = SqlNode.Call("system.main.greatest", SqlNode.Call("len", arguments[0]!.Copy()), SqlNode.Call("len", arguments[1]!.Copy()));
        length["function_name"] = "greatest";
        length["schema"] = "main";
        length["catalog"] = "system";
        var all = SqlNode.Call("list_transform", SqlNode.Call("generate_series", SqlNode.Constant(1), length), SqlNode.Lambda(i, Body(arguments[2]!, (a, Item(0)), (b, Item(1)))));
        return SqlNode.When(SqlNode.IsNotNull(arguments[0]!.Copy()), SqlNode.When(SqlNode.IsNotNull(arguments[1]!.Copy()), all));
    }

    private JsonObject MapFilter(JsonArray arguments, string k, string v)
    {
        var e = New("e");
        return SqlNode.Call("map_from_entries",
            SqlNode.Call("list_filter", SqlNode.Call("map_entries", arguments[0]!.Copy()), SqlNode.Lambda(e, Body(arguments[1]!, (k, Key(e)), (v, Value(e))))));
    }

    private JsonObject MapOf(JsonNode map, Func<string, (string, JsonNode)[]> fields)
    {
        var e = New("e");
        return SqlNode.Call("map_from_entries", SqlNode.Call("list_transform", SqlNode.Call("map_entries", map.Copy()), SqlNode.Lambda(e, SqlNode.Struct(fields(e)))));
    }

    private JsonObject MapZipWith(JsonArray arguments, string k, string a, string b)
    {
        var e = New("e");
        JsonObject Of(int map) => SqlNode.Call("list_extract", SqlNode.Call("map_extract", arguments[map]!.Copy(), SqlNode.Ref(e)), SqlNode.Constant(1));
        var keys = SqlNode.Call("array_distinct", SqlNode.Call("list_concat", SqlNode.Call("map_keys", arguments[0]!.Copy()), SqlNode.Call("map_keys", arguments[1]!.Copy())));
        var entries = SqlNode.Call("list_transform", keys,
            SqlNode.Lambda(e, SqlNode.Struct(("k", SqlNode.Ref(e)), ("v", Body(arguments[2]!, (k, SqlNode.Ref(e)), (a, Of(0)), (b, Of(1)))))));
        return SqlNode.When(SqlNode.IsNotNull(arguments[0]!.Copy()), SqlNode.When(SqlNode.IsNotNull(arguments[1]!.Copy()), SqlNode.Call("map_from_entries", entries)));
    }

    // By how many elements come before each; elements that are equal stay in their order.
    private JsonObject ArraySort(JsonArray arguments, string a, string b)
    {
        var (list, compare) = (arguments[0]!, arguments[1]!);
        var (e, i, o, r) = (New("e"), New("i"), New("o"), New("r"));
        var before = SqlNode.Compare("COMPARE_LESSTHAN", Body(compare, (a, SqlNode.Ref(o)), (b, SqlNode.Ref(e))), SqlNode.Constant(0));
        var rank = SqlNode.Call("len", SqlNode.Call("list_filter", list.Copy(), SqlNode.Lambda(o, before)));
        var ranks = SqlNode.Call("list_transform", list.Copy(), SqlNode.Lambda(e, i, SqlNode.Struct(("r", rank), ("i", SqlNode.Ref(i)))));
        return SqlNode.Call("list_transform", SqlNode.Call("list_sort", ranks), SqlNode.Lambda(r, SqlNode.Call("list_extract", list.Copy(), SqlNode.Ref(r, "i"))));
    }

    private static bool Entries(JsonArray arguments, out string key, out string value)
    {
        var parameters = arguments.Count == 2 ? Parameters(arguments[1]) : null;
        (key, value) = parameters is [var k, var v] ? (k, v) : (string.Empty, string.Empty);
        return parameters is { Length: 2 };
    }

    private static string[]? Parameters(JsonNode? lambda)
    {
        if (lambda.Class() != "LAMBDA") return null;
        var left = lambda!["lhs"]!;
        return left.Column() is [var one] ? [one] : left.Class() == "FUNCTION" ? [.. left.Children().Select(parameter => parameter.Column()[^1])] : null;
    }

    private static JsonNode Body(JsonNode lambda, params (string Name, JsonNode Value)[] values) =>
        FreeNames.Replace(lambda["expr"]!.Copy(), values.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.OrdinalIgnoreCase), []);

    private static JsonObject Key(string entry) => SqlNode.Ref(entry, "key");

    private static JsonObject Value(string entry) => SqlNode.Ref(entry, "value");

    private string New(string name) => $"athena_{name}{++names}";
}
