using Datalake.Datasets;

namespace Datalake.Tables;

/// <summary>Column types as Athena's engine (Trino) names them: in stored views and in <c>information_schema</c>.</summary>
public static class TrinoType
{
    /// <summary>The type of a column.</summary>
    /// <param name="type">The column's type in the contract.</param>
    public static string Of(HiveType type) => type switch
    {
        PrimitiveType { Kind: PrimitiveKind.String } => "varchar",
        PrimitiveType { Kind: PrimitiveKind.Int } => "integer",
        PrimitiveType { Kind: PrimitiveKind.Float } => "real",
        PrimitiveType { Kind: PrimitiveKind.Timestamp } => "timestamp(3)",
        PrimitiveType primitive => primitive.ToString(),
        DecimalType number => number.ToString(),
        ArrayType list => $"array({Of(list.Element)})",
        MapType map => $"map({Of(map.Key)}, {Of(map.Value)})",
        StructType row => $"row({string.Join(", ", row.Fields.Select(field => $"\"{field.Name}\" {Of(field.Type)}"))})",
        _ => throw new InvalidOperationException($"No Athena type for {type}."),
    };
}
