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

    /// <summary>
    /// The engine's type of what is in a table's files: there a timestamp is an instant (Delta Lake's <c>timestamp</c>, Parquet's
    /// isAdjustedToUTC). The zone of every connection is UTC, so both have the same digits.
    /// </summary>
    public static string StoredType(HiveType type) => type switch
    {
        PrimitiveType { Kind: PrimitiveKind.Timestamp } => "TIMESTAMP WITH TIME ZONE",
        ArrayType array => $"{StoredType(array.Element)}[]",
        MapType map => $"MAP({StoredType(map.Key)}, {StoredType(map.Value)})",
        StructType row => $"STRUCT({string.Join(", ", row.Fields.Select(field => $"{Name(field.Name)} {StoredType(field.Type)}"))})",
        _ => Type(type),
    };

    /// <summary>
    /// A source for FROM: columns of files, with the types that are asked for, whatever the files have, and NULL for what a file lacks. The
    /// engine opens a file only to read it; had it to find out the columns (<c>union_by_name</c>), it would open every file first, and keep
    /// them all in memory.
    /// </summary>
    /// <param name="files">The files: a text, or a list of texts; patterns.</param>
    /// <param name="columns">The columns and their types.</param>
    /// <param name="options">Further options, each with a comma in front.</param>
    public static string ReadParquet(string files, IEnumerable<(string Name, string Type)> columns, string options = "")
    {
        var schema = columns.Select(column =>
            $"{Text(column.Name)}: {{name: {Text(column.Name)}, type: {Text(column.Type)}, default_value: NULL}}");
        return $"read_parquet({files}{options}, schema = MAP {{{string.Join(", ", schema)}}})";
    }

    /// <summary>A path as a pattern that only it matches.</summary>
    public static string Glob(string path) =>
        path.Replace("[", "[[]", StringComparison.Ordinal)
            .Replace("*", "[*]", StringComparison.Ordinal)
            .Replace("?", "[?]", StringComparison.Ordinal);

    /// <summary>The columns in the files of a dataset's tables, with the engine's types.</summary>
    public static IEnumerable<(string Name, string Type)> Columns(DatasetContract dataset) =>
        TableSchema.Consumable(dataset).Columns.Select(column => (column.Name, Type(column.Type)));
}
