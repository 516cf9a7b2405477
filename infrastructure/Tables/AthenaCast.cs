using System.Text;
using Datalake.Datasets;
using Datalake.Infrastructure.Plan;
using Datalake.Tables;

namespace Datalake.Infrastructure.Tables;

/// <summary>
/// Casts a column to its type, the fields of structs by their names. Athena's own cast goes by position, and in a table that gained fields
/// since it was made they are in another order than in the contract.
/// </summary>
internal static class AthenaCast
{
    /// <summary>The expression, in Athena's SQL.</summary>
    /// <param name="column">The column.</param>
    public static string Of(PlannedColumn column)
    {
        var value = Quote(column.Name);
        return $"CAST({(HiveType.TryParse(column.Type, out var type, out _) ? InOrder(value, type, 1) : value)} AS {column.AthenaType})";
    }

    /// <summary>A name as SQL has it.</summary>
    /// <param name="name">The name.</param>
    public static string Quote(string name) =>
        new StringBuilder().Append('"').Append(name.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"').ToString();

    // The same value with the fields in the order of the type.
    private static string InOrder(string value, HiveType type, int depth) => type switch
    {
        StructType row =>
            $"IF({value} IS NULL, NULL, ROW({string.Join(", ", row.Fields.Select(field => InOrder($"{value}.{Quote(field.Name)}", field.Type, depth)))}))",
        ArrayType { Element: var element } when HasFields(element) =>
            $"transform({value}, e{depth} -> {InOrder($"e{depth}", element, depth + 1)})",
        MapType { Value: var element } when HasFields(element) =>
            $"transform_values({value}, (k{depth}, v{depth}) -> {InOrder($"v{depth}", element, depth + 1)})",
        _ => value,
    };

    private static bool HasFields(HiveType type) => type switch
    {
        StructType => true,
        ArrayType list => HasFields(list.Element),
        MapType map => HasFields(map.Value),
        _ => false,
    };
}
