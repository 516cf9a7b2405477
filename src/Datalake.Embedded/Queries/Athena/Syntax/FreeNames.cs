using System.Text.Json.Nodes;

namespace Datalake.Embedded.Queries.Athena.Syntax;

/// <summary>The names in an expression that it does not define itself, as the parameters of a lambda are.</summary>
internal static class FreeNames
{
    /// <summary>The columns that an expression names, each once.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="bound">Names that are not columns.</param>
    public static List<string[]> In(JsonNode expression, string[] bound)
    {
        var found = new List<string[]>();
        Visit(expression, [.. bound], (node, _) =>
        {
            var name = node.Column();
            if (!found.Exists(other => other.SequenceEqual(name, StringComparer.OrdinalIgnoreCase))) found.Add(name);
            return node;
        });
        return found;
    }

    /// <summary>Puts expressions in the place of names.</summary>
    /// <param name="expression">The expression, which is changed.</param>
    /// <param name="values">What stands for a name that a column's name begins with.</param>
    /// <param name="columns">What stands for the whole name of a column.</param>
    /// <returns>The expression, or what stands in its place.</returns>
    public static JsonNode Replace(JsonNode expression, IReadOnlyDictionary<string, JsonNode> values, (string[] Name,
        JsonNode Value)[] columns) =>
        Visit(expression, [], (node, bound) =>
        {
            var name = node.Column();
            if (values.TryGetValue(name[0], out var value))
            {
                // A field of a value that is a name is a longer name.
                var replaced = value.Copy();
                if (replaced.Column() is { Length: > 0 } short_) return SqlNode.Ref([.. short_, .. name.Skip(1)]);
                return name.Skip(1).Aggregate(replaced, SqlNode.Extract);
            }

            var known = Array.FindIndex(columns, column => column.Name.SequenceEqual(name, StringComparer.OrdinalIgnoreCase));
            return known < 0 ? node : columns[known].Value.Copy();
        });

    private static JsonNode Visit(JsonNode node, HashSet<string> bound, Func<JsonNode, HashSet<string>, JsonNode> visit)
    {
        if (node.Class() == "COLUMN_REF") return bound.Contains(node.Column()[0]) ? node : visit(node, bound);
        if (node.Class() == "LAMBDA")
        {
            var inner = new HashSet<string>(bound, StringComparer.OrdinalIgnoreCase);
            var left = node["lhs"]!;
            foreach (var parameter in left.Class() == "FUNCTION" ? left.Children().AsEnumerable() : [left]) inner.Add(parameter.Column()[^1]);
            Put((JsonObject)node, "expr", Visit(node["expr"]!, inner, visit));
            return node;
        }

        if (node is JsonObject fields)
        {
            foreach (var (name, value) in fields.ToArray())
                if (value is not null) Put(fields, name, Visit(value, bound, visit));
        }
        else if (node is JsonArray items)
        {
            for (var i = 0; i < items.Count; i++)
            {
                if (items[i] is not { } item) continue;
                var visited = Visit(item, bound, visit);
                if (ReferenceEquals(visited, item)) continue;
                visited["alias"] = item.Text("alias");
                items[i] = visited;
            }
        }

        return node;
    }

    private static void Put(JsonObject fields, string name, JsonNode value)
    {
        if (!ReferenceEquals(fields[name], value)) fields[name] = value;
    }
}
