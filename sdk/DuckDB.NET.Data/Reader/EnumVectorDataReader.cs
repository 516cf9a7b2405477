namespace DuckDB.NET.Data.Reader;

/// <summary>Reads ENUM as its text.</summary>
internal sealed unsafe class EnumVectorDataReader(DuckDBLogicalType type, string columnName)
    : ReferenceVectorDataReader<string>(DuckDBType.Enum, columnName)
{
    private readonly DuckDBType storage = NativeMethods.LogicalType.DuckDBEnumInternalType(type);
    private readonly string[] texts = Texts(type);

    private protected override string ReadValue(ulong row, ReadAs how) => storage switch
    {
        DuckDBType.UnsignedTinyInt => texts[((byte*)Data)[row]],
        DuckDBType.UnsignedSmallInt => texts[((ushort*)Data)[row]],
        DuckDBType.UnsignedInteger => texts[((uint*)Data)[row]],
        _ => throw new NotSupportedException($"The ENUM in column '{ColumnName}' is stored as {storage}, which this reader does not know."),
    };

    private static string[] Texts(DuckDBLogicalType type)
    {
        var dictionary = new string[NativeMethods.LogicalType.DuckDBEnumDictionarySize(type)];
        for (var i = 0; i < dictionary.Length; i++) dictionary[i] = NativeMethods.LogicalType.DuckDBEnumDictionaryValue(type, i);
        return dictionary;
    }
}
