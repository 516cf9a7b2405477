using System.Text.Json.Nodes;

namespace Datalake.Embedded.Queries.Athena.Syntax;

/// <summary>Nodes of the tree that the engine's parser makes of a query, and has as JSON.</summary>
internal static class SqlNode
{
    private const ulong Nowhere = ulong.MaxValue;

    public static string? Text(this JsonNode? node, string name) =>
        (node as JsonObject)?[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public static string Class(this JsonNode? node) => node.Text("class") ?? string.Empty;

    public static string Name(this JsonNode? node) => node.Text("function_name")?.ToLowerInvariant() ?? string.Empty;

    public static JsonArray Children(this JsonNode node) => (JsonArray)node["children"]!;

    public static int? Location(this JsonNode node) =>
        node["query_location"] is JsonValue value && value.TryGetValue<ulong>(out var at) && at < int.MaxValue ? (int)at : null;

    /// <summary>The parts of the name of a column; empty for all else.</summary>
    public static string[] Column(this JsonNode? node) =>
        node.Class() == "COLUMN_REF" ? [.. ((JsonArray)node!["column_names"]!).Select(part => part!.GetValue<string>())] : [];

    public static bool IsConstant(this JsonNode? node) => node.Class() == "CONSTANT";

    /// <summary>The text of a constant; null for all else.</summary>
    public static string? ConstantText(this JsonNode? node) => node.IsConstant() ? node!["value"].Text("value") : null;

    /// <summary>The name of the type that a cast is to.</summary>
    public static string? CastType(this JsonNode? node) =>
        node?["cast_type"] is { } type ? type.Text("id") == "UNBOUND" ? type["type_info"].Text("name")?.ToUpperInvariant() : type.Text("id") : null;

    public static JsonObject Copy(this JsonNode node) => (JsonObject)node.DeepClone();

    public static JsonObject Ref(params string[] names) =>
        new()
        {
            ["class"] = "COLUMN_REF", ["type"] = "COLUMN_REF", ["alias"] = "", ["query_location"] = Nowhere,
            ["column_names"] = new JsonArray([.. names.Select(name => (JsonNode)name)]),
        };

    public static JsonObject Call(string name, params JsonNode[] arguments) => Call(name, isOperator: false, arguments);

    public static JsonObject Operator(string name, JsonNode one, JsonNode other) => Call(name, isOperator: true, one, other);

    public static JsonObject Cast(JsonNode value, string type) =>
        new()
        {
            ["class"] = "CAST", ["type"] = "OPERATOR_CAST", ["alias"] = "", ["query_location"] = Nowhere, ["child"] = value,
            ["cast_type"] = new JsonObject { ["id"] = type, ["type_info"] = null }, ["try_cast"] = false,
        };

    public static JsonObject Constant(string text) => Constant("VARCHAR", text);

    public static JsonObject Constant(int number) => Constant("INTEGER", number);

    public static JsonObject Extract(JsonNode value, string field) => Call("struct_extract", value, Constant(field));

    /// <summary>A struct; the names are those of its fields.</summary>
    public static JsonObject Struct(params (string Name, JsonNode Value)[] fields) =>
        Call("struct_pack", [.. fields.Select(field =>
        {
            field.Value["alias"] = field.Name;
            return field.Value;
        })]);

    public static JsonObject Lambda(JsonNode parameters, JsonNode body) =>
        new() { ["class"] = "LAMBDA", ["type"] = "LAMBDA", ["alias"] = "", ["query_location"] = Nowhere, ["lhs"] = parameters, ["expr"] = body };

    public static JsonObject Lambda(string parameter, JsonNode body) => Lambda(Ref(parameter), body);

    public static JsonObject Lambda(string one, string other, JsonNode body) => Lambda(Call("row", Ref(one), Ref(other)), body);

    public static JsonObject IsNotNull(JsonNode value) =>
        new() { ["class"] = "OPERATOR", ["type"] = "OPERATOR_IS_NOT_NULL", ["alias"] = "", ["query_location"] = Nowhere, ["children"] = new JsonArray(value) };

    public static JsonObject Compare(string type, JsonNode left, JsonNode right) =>
        new() { ["class"] = "COMPARISON", ["type"] = type, ["alias"] = "", ["query_location"] = Nowhere, ["left"] = left, ["right"] = right };

    /// <summary>A value where a condition holds; NULL elsewhere.</summary>
    public static JsonObject When(JsonNode condition, JsonNode value) =>
        new()
        {
            ["class"] = "CASE", ["type"] = "CASE_EXPR", ["alias"] = "", ["query_location"] = Nowhere,
            ["case_checks"] = new JsonArray(new JsonObject { ["when_expr"] = condition, ["then_expr"] = value }),
            ["else_expr"] = new JsonObject
            {
                ["class"] = "CONSTANT", ["type"] = "VALUE_CONSTANT", ["alias"] = "", ["query_location"] = Nowhere,
                ["value"] = new JsonObject { ["type"] = new JsonObject { ["id"] = "NULL", ["type_info"] = null }, ["is_null"] = true },
            },
        };

    private static JsonObject Constant(string type, JsonNode value) =>
        new()
        {
            ["class"] = "CONSTANT", ["type"] = "VALUE_CONSTANT", ["alias"] = "", ["query_location"] = Nowhere,
            ["value"] = new JsonObject { ["type"] = new JsonObject { ["id"] = type, ["type_info"] = null }, ["is_null"] = false, ["value"] = value },
        };

    private static JsonObject Call(string name, bool isOperator, params JsonNode[] arguments) =>
        new()
        {
            ["class"] = "FUNCTION", ["type"] = "FUNCTION", ["alias"] = "", ["query_location"] = Nowhere, ["function_name"] = name, ["schema"] = "",
            ["children"] = new JsonArray(arguments), ["filter"] = null,
            ["order_bys"] = new JsonObject { ["type"] = "ORDER_MODIFIER", ["orders"] = new JsonArray() },
            ["distinct"] = false, ["is_operator"] = isOperator, ["export_state"] = false, ["catalog"] = "",
        };
}
