using System.Text.Json;
using Datalake.Tables.Delta.Statistics;

namespace Datalake.Embedded.Queries.Pruning;

/// <summary>
/// Writes a condition of a plan as a filter of files. What is not understood keeps every file, so the filter never excludes a row that
/// the condition selects; a comparison with NULL selects none.
/// </summary>
/// <param name="columns">The columns that references by position mean; null for what is no column of the table.</param>
/// <param name="ranges">Makes the filters of ranges.</param>
internal sealed class PlanCondition(IReadOnlyList<PlanColumn?> columns, ColumnRanges ranges)
{
    /// <summary>The filter for a condition.</summary>
    /// <param name="expression">The condition as the plan has it.</param>
    /// <param name="isNegated">True when its opposite is to be true.</param>
    public FileFilter Filter(JsonElement expression, bool isNegated = false)
    {
        switch (Text(expression, "type"))
        {
            case "CONJUNCTION_AND" or "CONJUNCTION_OR":
                var parts = expression.GetProperty("children").EnumerateArray().Select(child => Filter(child, isNegated)).ToArray();
                return Text(expression, "type") == "CONJUNCTION_AND" != isNegated ? FileFilter.AllOf(parts) : FileFilter.AnyOf(parts);
            case "OPERATOR_NOT":
                return Filter(Child(expression, 0), !isNegated);
            case "OPERATOR_IS_NULL" or "OPERATOR_IS_NOT_NULL":
                if (Column(Child(expression, 0)) is not { } tested) return FileFilter.Everything;
                return Text(expression, "type") == "OPERATOR_IS_NULL" != isNegated ? ranges.Null(tested) : ranges.Between(tested, null, null);
            case "COMPARE_BETWEEN" when !isNegated:
                return Column(expression.GetProperty("input")) is { } column
                    && Constant(expression.GetProperty("lower")) is { } lower && Constant(expression.GetProperty("upper")) is { } upper
                    ? ranges.Between(
                        column,
                        expression.GetProperty("lower_inclusive").GetBoolean() ? lower : PlanValue.Next(lower, column.Type, 1),
                        expression.GetProperty("upper_inclusive").GetBoolean() ? upper : PlanValue.Next(upper, column.Type, -1))
                    : FileFilter.Everything;
            case "COMPARE_IN" when !isNegated:
                return In(expression);
            case "BOUND_REF":
                return Column(expression) is { } flag ? ranges.Is(flag, ColumnValue.Of(!isNegated)) : FileFilter.Everything;
            case { } comparison when comparison.StartsWith("COMPARE_", StringComparison.Ordinal):
                return Compare(expression, comparison, isNegated);
            default:
                return FileFilter.Everything;
        }
    }

    private FileFilter In(JsonElement expression)
    {
        var values = expression.GetProperty("children").EnumerateArray().Skip(1).Select(Constant).ToArray();
        return Column(Child(expression, 0)) is { } column && Array.TrueForAll(values, value => value is not null)
            ? FileFilter.AnyOf(values.Select(value => ranges.Is(column, value!)))
            : FileFilter.Everything;
    }

    private FileFilter Compare(JsonElement expression, string comparison, bool isNegated)
    {
        if (!expression.TryGetProperty("left", out var left) || !expression.TryGetProperty("right", out var right)) return FileFilter.Everything;
        var isTurned = Column(left) is null;
        if (Column(isTurned ? right : left) is not { } column || Constant(isTurned ? left : right) is not { } value)
            return FileFilter.Everything;
        return comparison switch
        {
            "COMPARE_EQUAL" or "COMPARE_NOT_DISTINCT_FROM" when !isNegated => ranges.Is(column, value),
            "COMPARE_NOTEQUAL" when isNegated => ranges.Is(column, value),
            "COMPARE_LESSTHAN" => Bound(isUpper: isTurned == isNegated, isInside: isNegated),
            "COMPARE_LESSTHANOREQUALTO" => Bound(isUpper: isTurned == isNegated, isInside: !isNegated),
            "COMPARE_GREATERTHAN" => Bound(isUpper: isTurned != isNegated, isInside: isNegated),
            "COMPARE_GREATERTHANOREQUALTO" => Bound(isUpper: isTurned != isNegated, isInside: !isNegated),
            _ => FileFilter.Everything,
        };

        FileFilter Bound(bool isUpper, bool isInside)
        {
            var bound = isInside ? value : PlanValue.Next(value, column.Type, isUpper ? -1 : 1);
            return isUpper ? ranges.Between(column, null, bound) : ranges.Between(column, bound, null);
        }
    }

    private PlanColumn? Column(JsonElement expression)
    {
        switch (Text(expression, "expression_class"))
        {
            case "BOUND_REF":
                var index = expression.GetProperty("index").GetInt32();
                return index < columns.Count ? columns[index] : null;
            case "BOUND_CAST":
                return Column(expression.GetProperty("child"))?.Cast(expression.GetProperty("return_type"));
            default:
                return null;
        }
    }

    private static ColumnValue? Constant(JsonElement expression) =>
        Text(expression, "expression_class") == "BOUND_CONSTANT" ? PlanValue.Read(expression.GetProperty("value")) : null;

    private static JsonElement Child(JsonElement expression, int index) => expression.GetProperty("children")[index];

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
