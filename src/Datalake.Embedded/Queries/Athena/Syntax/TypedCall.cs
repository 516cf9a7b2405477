using System.Text.Json.Nodes;

namespace Datalake.Embedded.Queries.Athena.Syntax;

/// <summary>
/// Calls of functions whose meaning depends on types, with an aggregate, a window function or a subquery inside. The engine does not know
/// the type of such a value when it chooses; it knows that of a lambda's parameter.
/// </summary>
internal static class TypedCall
{
    /// <summary>The lambda's parameter where the call gives a timestamp with a time zone.</summary>
    public const string Zoned = "athena_z";

    private const string Plain = "athena_v";

    private static readonly HashSet<string> Aggregates = new(StringComparer.OrdinalIgnoreCase)
    {
        "any_value", "approx_count_distinct", "approx_quantile", "approx_top_k", "arg_max", "arg_max_null", "arg_min", "arg_min_null", "array_agg", "avg", "bit_and",
        "bit_or", "bit_xor", "bool_and", "bool_or", "corr", "count", "count_if", "count_star", "countif", "covar_pop", "covar_samp", "favg", "first", "fsum", "geomean",
        "geometric_mean", "group_concat", "histogram", "kurtosis", "kurtosis_pop", "last", "list", "listagg", "mad", "max", "max_by", "mean", "median", "min", "min_by",
        "mode", "product", "quantile", "quantile_cont", "quantile_disc", "regr_avgx", "regr_avgy", "regr_count", "regr_intercept", "regr_r2", "regr_slope", "regr_sxx",
        "regr_sxy", "regr_syy", "reservoir_quantile", "sem", "skewness", "stddev", "stddev_pop", "stddev_samp", "string_agg", "sum", "sum_no_overflow", "sumkahan",
        "var_pop", "var_samp", "variance", "grouping",
    };

    /// <summary>The call itself, or one whose values have types.</summary>
    /// <param name="call">The call, or any other expression.</param>
    /// <param name="hasZone">Whether it may give a timestamp with a time zone.</param>
    public static JsonNode Settle(JsonNode call, bool hasZone)
    {
        if (call.Class() != "FUNCTION" || !AthenaFunctions.NeedsTypes(call.Name()) || call.Text("catalog") == "system") return call;
        var arguments = call.Children();
        if (!arguments.Any(IsUntyped)) return call;
        var parameter = hasZone ? Zoned : Plain;
        var fields = new List<JsonNode>();
        var inner = call.Copy();
        var parameters = inner.Children();
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i].IsConstant() || arguments[i].Class() == "LAMBDA") continue;
            fields.Add(arguments[i]!.Copy());
            parameters[i] = SqlNode.Call("struct_extract_at", SqlNode.Ref(parameter), SqlNode.Constant(fields.Count));
        }

        inner["alias"] = "";
        var list = SqlNode.Call("list_transform", SqlNode.Call("list_value", SqlNode.Call("row", [.. fields])), SqlNode.Lambda(parameter, inner));
        return SqlNode.Call("list_extract", list, SqlNode.Constant(1));
    }

    private static bool IsUntyped(JsonNode? node) =>
        node switch
        {
            JsonArray items => items.Any(IsUntyped),
            JsonObject fields => fields.Class() is "WINDOW" or "SUBQUERY" || fields.Class() == "FUNCTION" && Aggregates.Contains(fields.Name()) || fields.Any(field => IsUntyped(field.Value)),
            _ => false,
        };
}
