using Datalake.Datasets;
using Datalake.Tables;

namespace Datalake.Embedded.Engine;

/// <summary>How the words of a contract are written in DuckDB's SQL.</summary>
internal static class Sql
{
    /// <summary>A name between double quotes.</summary>
    public static string Name(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>A text between single quotes.</summary>
    public static string Text(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>A list of texts.</summary>
    public static string Texts(IEnumerable<string> texts) => $"[{string.Join(", ", texts.Select(Text))}]";

    /// <summary>The engine's name of a Hive type.</summary>
    public static string Type(HiveType type) => type switch
    {
        PrimitiveType { Kind: PrimitiveKind.String } => "VARCHAR",
        PrimitiveType { Kind: PrimitiveKind.Boolean } => "BOOLEAN",
        PrimitiveType { Kind: PrimitiveKind.TinyInt } => "TINYINT",
        PrimitiveType { Kind: PrimitiveKind.SmallInt } => "SMALLINT",
        PrimitiveType { Kind: PrimitiveKind.Int } => "INTEGER",
        PrimitiveType { Kind: PrimitiveKind.BigInt } => "BIGINT",
        PrimitiveType { Kind: PrimitiveKind.Float } => "FLOAT",
        PrimitiveType { Kind: PrimitiveKind.Double } => "DOUBLE",
        PrimitiveType { Kind: PrimitiveKind.Date } => "DATE",
        PrimitiveType { Kind: PrimitiveKind.Timestamp } => "TIMESTAMP",
        DecimalType number => $"DECIMAL({number.Precision},{number.Scale})",
        ArrayType array => $"{Type(array.Element)}[]",
        MapType map => $"MAP({Type(map.Key)}, {Type(map.Value)})",
        StructType structure => $"STRUCT({string.Join(", ", structure.Fields.Select(field => $"{Name(field.Name)} {Type(field.Type)}"))})",
        _ => throw new InvalidOperationException($"The engine has no type for {type}."),
    };

    /// <summary>The columns in the files of a dataset's tables, with the engine's types.</summary>
    public static IEnumerable<(string Name, string Type)> Columns(DatasetContract dataset) =>
        TableSchema.Consumable(dataset).Columns.Select(column => (column.Name, Type(column.Type)));
}
