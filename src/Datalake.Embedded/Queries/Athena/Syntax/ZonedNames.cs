using System.Text.Json.Nodes;

namespace Datalake.Embedded.Queries.Athena.Syntax;

/// <summary>
/// Which expressions of a query may be timestamps with a time zone (<see cref="Zoned"/>). A column is one by its name, so it may be another
/// column of that name: what is put around it must leave other values as they are.
/// </summary>
internal sealed class ZonedNames
{
    private static readonly HashSet<string> Producers = new(StringComparer.OrdinalIgnoreCase)
    {
        "timezone", "at_timezone", "with_timezone", "from_iso8601_timestamp", "parse_datetime", "athena_zoned", "athena_zoned_text", "athena_to_zoned", "athena_zone",
    };

    // What they give is what they are given.
    private static readonly HashSet<string> Passing = new(StringComparer.OrdinalIgnoreCase)
    {
        "min", "max", "any_value", "arbitrary", "first", "last", "first_value", "last_value", "nth_value", "lag", "lead", "date_trunc", "date_add", "athena_plus",
        "athena_minus", "nullif", "greatest", "least", "max_by", "min_by", "arg_max_null", "arg_min_null", "ifnull",
    };

    private static readonly HashSet<string> Aware = new(Passing, StringComparer.OrdinalIgnoreCase)
    {
        "date", "year", "quarter", "month", "week", "week_of_year", "year_of_week", "yow", "day", "day_of_month", "day_of_week", "dow", "day_of_year", "doy", "hour",
        "minute", "second", "millisecond", "last_day_of_month", "date_part", "date_format", "format_datetime", "date_diff", "to_iso8601", "to_unixtime", "timezone_hour",
        "timezone_minute", "timezone", "at_timezone", "from_iso8601_timestamp", "count", "array_agg", "list", "list_value", "row", "struct_pack", "typeof",
        "approx_distinct", "approx_count_distinct", "count_if", "athena_zoned", "athena_to_zoned", "athena_instant", "athena_local", "athena_text", "map", "element_at",
        "transform", "list_transform", "filter", "list_filter", "unnest", "athena_format",
    };

    private static readonly HashSet<string> Intervals = new(StringComparer.OrdinalIgnoreCase)
    {
        "to_years", "to_quarters", "to_months", "to_weeks", "to_days", "to_hours", "to_minutes", "to_seconds", "to_milliseconds", "to_microseconds", "age",
    };

    private readonly HashSet<string> columns = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Finds the columns of a query that may have a time zone.</summary>
    public ZonedNames(JsonNode query)
    {
        for (var known = -1; known != columns.Count;)
        {
            known = columns.Count;
            Find(query);
        }
    }

    /// <summary>True when an expression may have a time zone.</summary>
    public bool Has(JsonNode? node)
    {
        if (node is not JsonObject) return false;
        if (node.Column() is { Length: > 0 } column) return columns.Contains(column[^1]);
        if (node["function_name"] is not null)
        {
            var name = node.Name();
            if (Producers.Contains(name) || (name == "from_unixtime" && node.Children().Count > 1)) return true;
            if (name == "list_extract" && node.Children()[0].Name() == "list_transform")
                return node.Children()[0]!.Children()[1]?["lhs"].Column() is [TypedCall.Zoned];
            if (Passing.Contains(name)) return node.Children().Any(Has);
            return name is "+" or "-" && node.Children() is { Count: 2 } both && (Has(both[0]) && IsInterval(both[1]) || Has(both[1]) && IsInterval(both[0]));
        }

        return node.Class() switch
        {
            "CAST" => AthenaTree.IsZonedLiteral(node) || node.CastType() is "TIMESTAMP WITH TIME ZONE" && node.Location() is not null,
            "CASE" => Branches(node).Any(Has),
            "OPERATOR" when node.Text("type") is "OPERATOR_COALESCE" or "OPERATOR_TRY" or "OPERATOR_NULLIF" => node.Children().Any(Has),
            "SUBQUERY" => node["subquery"]?["node"]?["select_list"] is JsonArray { Count: 1 } one && Has(one[0]),
            _ => false,
        };
    }

    /// <summary>True for a function that takes a timestamp with its time zone.</summary>
    public static bool IsAware(string function) => Aware.Contains(function);

    /// <summary>True when an expression is an interval.</summary>
    public static bool IsInterval(JsonNode? node) =>
        node switch
        {
            not JsonObject => false,
            _ when node.Class() == "FUNCTION" && Intervals.Contains(node.Name()) => true,
            _ when node.Class() == "FUNCTION" && node.Name() is "+" or "-" => node.Children().All(IsInterval),
            _ when node.Class() == "FUNCTION" && node.Name() is "*" => node.Children().Any(IsInterval),
            _ when node.Class() == "FUNCTION" && node.Name() is "/" or "athena_divide" => IsInterval(node.Children()[0]),
            _ => node.Class() == "CAST" && node.CastType() == "INTERVAL",
        };

    /// <summary>The values that a CASE may have.</summary>
    public static IEnumerable<JsonNode?> Branches(JsonNode node) =>
        ((JsonArray)node["case_checks"]!).Select(check => check!["then_expr"]).Append(node["else_expr"]);

    private void Find(JsonNode? node)
    {
        if (node is JsonArray items)
        {
            foreach (var item in items) Find(item);
            return;
        }

        if (node is not JsonObject fields) return;
        if (node["select_list"] is JsonArray list)
        {
            foreach (var item in list)
                if (item.Text("alias") is { Length: > 0 } alias && Has(item)) columns.Add(alias);
        }

        // Columns that are named after the brackets: t (a, b).
        if (node["column_name_alias"] is JsonArray { Count: > 0 } names) NameAll(names, node["subquery"]);
        if (node["aliases"] is JsonArray { Count: > 0 } others) NameAll(others, node["query"]);
        foreach (var (_, value) in fields) Find(value);
    }

    private void NameAll(JsonArray names, JsonNode? query)
    {
        var found = query?["node"];
        while (found?["left"] is JsonObject left) found = left;
        if (found?["select_list"] is not JsonArray list) return;
        if (list.Count == 1 && list[0].Class() == "STAR" && found["from_table"]?["values"] is JsonArray { Count: > 0 } rows && rows[0] is JsonArray row) list = row;
        for (var i = 0; i < names.Count && i < list.Count; i++)
            if (Has(list[i])) columns.Add(names[i]!.GetValue<string>());
    }
}
