using System.Text.Json.Nodes;
using Datalake.Embedded.Engine;
using DuckDB.NET.Data;

namespace Datalake.Embedded.Queries.Athena.Syntax;

/// <summary>A query in the engine's SQL.</summary>
/// <param name="Text">The text.</param>
/// <param name="Functions">The functions that it calls.</param>
internal sealed record AthenaSql(string Text, IReadOnlySet<string> Functions)
{
    // The engine quotes them when it writes them.
    private static readonly string[] Types = ["DATE", "DOUBLE", "JSON", "TIME", "json"];

    private static readonly string[] Unfaithful = ["query_location"];

    /// <summary>Writes a query in the engine's SQL, with what its expressions mean in Athena.</summary>
    /// <param name="connection">A connection, for the engine's parser.</param>
    /// <param name="sql">The query, which the parser takes.</param>
    /// <exception cref="QueryRefusedException">It cannot be written so.</exception>
    public static AthenaSql Translate(DuckDBConnection connection, string sql)
    {
        var tree = Parse(connection, sql);
        var before = Selected(tree).Select(item => item.List[item.Index]!.Copy()).ToArray();
        var original = tree.DeepClone();
        AthenaTree.Rewrite(tree, sql);
        if (JsonNode.DeepEquals(original, tree)) return new AthenaSql(sql, FunctionsOf(tree));
        Name(connection, Selected(tree).ToArray(), before);
        Settle(tree);
        var written = (string)DuckDbEngine.Scalar(connection, $"SELECT json_deserialize_sql({Sql.Text(tree.ToJsonString())}::JSON)")!;
        var again = Parse(connection, written);
        if (Difference(tree["statements"], again["statements"], string.Empty) is { } place)
        {
            throw new QueryRefusedException(
                $"The query has a form ({place}) that cannot be written in the engine's SQL together with an expression that means something else in Athena. Put the expression into a subquery, or write x::type for a cast.");
        }

        return new AthenaSql(written, FunctionsOf(tree));
    }

    /// <summary>The functions that a query calls.</summary>
    private static HashSet<string> FunctionsOf(JsonNode? node)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        Each(node, item =>
        {
            if (item.Name() is { Length: > 0 } name && item.Text("catalog") is not "system") names.Add(name);
        });
        return names;
    }

    private static JsonNode Parse(DuckDBConnection connection, string sql)
    {
        var text = (string?)DuckDbEngine.Scalar(connection, $"SELECT CAST(json_serialize_sql({Sql.Text(sql)}) AS VARCHAR)") ?? "{}";
        var tree = JsonNode.Parse(text, null, new System.Text.Json.JsonDocumentOptions { MaxDepth = 2000 })!;
        if (tree["error"]?.GetValue<bool>() != false) throw new QueryRefusedException($"The query is not SQL: {tree.Text("error_message")}.");
        return tree;
    }

    // The columns of a result keep their names.
    private static void Name(DuckDBConnection connection, (JsonArray List, int Index)[] after, JsonObject[] before)
    {
        for (var i = 0; i < after.Length; i++)
        {
            var item = after[i].List[after[i].Index]!;
            if (item.Text("alias") is not "" || item.Class() is "COLUMN_REF" or "STAR" || JsonNode.DeepEquals(item, before[i])) continue;
            Settle(before[i]);
            var statement = StatementOf(before[i]);
            var sql = (string)DuckDbEngine.Scalar(connection, $"SELECT json_deserialize_sql({Sql.Text(statement.ToJsonString())}::JSON)")!;
            item["alias"] = Types.Aggregate(sql["SELECT ".Length..], (name, type) => name.Replace($"AS \"{type}\")", $"AS {type})", StringComparison.Ordinal));
        }
    }

    private static JsonObject StatementOf(JsonNode item) =>
        new()
        {
            ["error"] = false,
            ["statements"] = new JsonArray(new JsonObject
            {
                ["node"] = new JsonObject
                {
                    ["type"] = "SELECT_NODE", ["modifiers"] = new JsonArray(), ["cte_map"] = new JsonObject { ["map"] = new JsonArray() },
                    ["select_list"] = new JsonArray(item), ["from_table"] = new JsonObject { ["type"] = "EMPTY", ["alias"] = "", ["sample"] = null, ["query_location"] = ulong.MaxValue },
                    ["where_clause"] = null, ["group_expressions"] = new JsonArray(), ["group_sets"] = new JsonArray(), ["aggregate_handling"] = "STANDARD_HANDLING",
                    ["having"] = null, ["sample"] = null, ["qualify"] = null,
                },
                ["named_param_map"] = new JsonArray(),
            }),
        };

    private static IEnumerable<(JsonArray List, int Index)> Selected(JsonNode tree)
    {
        var lists = new List<JsonArray>();
        Each(tree, node =>
        {
            if (node["select_list"] is JsonArray list) lists.Add(list);
        });
        return lists.SelectMany(list => list.Select((_, index) => (list, index)));
    }

    // What the engine writes otherwise than it reads: a double without digits after its point, and a cross join, which would bind
    // less than the joins after it.
    private static void Settle(JsonNode? tree)
    {
        if (tree is JsonArray items)
        {
            for (var i = 0; i < items.Count; i++)
            {
                if (IsDouble(items[i])) items[i] = Cast(items[i]!);
                else Settle(items[i]);
            }
        }

        if (tree is not JsonObject fields) return;
        foreach (var (name, value) in fields.ToArray())
        {
            if (IsDouble(value)) fields[name] = Cast(value!);
            else Settle(value);
        }

        if (fields.Text("type") != "JOIN" || fields.Text("ref_type") != "CROSS") return;
        fields["ref_type"] = "REGULAR";
        fields["condition"] = SqlNode.Cast(SqlNode.Constant("t"), "BOOLEAN");
    }

    private static bool IsDouble(JsonNode? node) => node.IsConstant() && node!["value"]?["type"].Text("id") is "DOUBLE" or "FLOAT";

    private static JsonObject Cast(JsonNode node)
    {
        var text = node["value"]!["value"]!.ToJsonString();
        var cast = SqlNode.Cast(SqlNode.Constant(text), node["value"]!["type"].Text("id")!);
        cast["alias"] = node.Text("alias");
        return cast;
    }

    private static string? Difference(JsonNode? one, JsonNode? other, string place)
    {
        switch (one, other)
        {
            case (null, null):
                return null;
            // Rows by themselves are read as a query over them.
            case (JsonObject left, JsonObject right) when left.Text("type") == "EXPRESSION_LIST" && right.Text("type") == "SUBQUERY":
                return left.Text("alias") != right.Text("alias") ? place
                    : Difference(left["values"], right["subquery"]?["node"]?["from_table"]?["values"], place);
            case (JsonObject left, JsonObject right):
                foreach (var (name, value) in left)
                {
                    if (Array.IndexOf(Unfaithful, name) >= 0) continue;
                    if (Difference(value, right[name], left.Text("type") is { } type ? type : place) is { } difference) return difference;
                }

                return null;
            case (JsonArray left, JsonArray right):
                if (left.Count != right.Count) return place;
                for (var i = 0; i < left.Count; i++)
                    if (Difference(left[i], right[i], place) is { } difference) return difference;
                return null;
            default:
                return JsonNode.DeepEquals(one, other) ? null : place;
        }
    }

    private static void Each(JsonNode? node, Action<JsonObject> visit)
    {
        if (node is JsonObject fields)
        {
            visit(fields);
            foreach (var (_, value) in fields.ToArray()) Each(value, visit);
        }
        else if (node is JsonArray items)
        {
            foreach (var item in items.ToArray()) Each(item, visit);
        }
    }
}
