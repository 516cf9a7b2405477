using System.Globalization;

namespace DuckDB.NET.Data.Reader;

/// <summary>
/// Reads STRUCT as a dictionary in the order of its fields. The fields of <c>row(...)</c>, which have no names, go by their positions
/// from 1.
/// </summary>
internal sealed class StructVectorDataReader : ReferenceVectorDataReader<Dictionary<string, object?>>
{
    private readonly (string Name, VectorDataReaderBase Reader)[] fields;

    internal StructVectorDataReader(DuckDBLogicalType type, string columnName)
        : base(DuckDBType.Struct, columnName)
    {
        fields = new (string, VectorDataReaderBase)[NativeMethods.LogicalType.DuckDBStructTypeChildCount(type)];
        for (var i = 0; i < fields.Length; i++)
        {
            using var fieldType = NativeMethods.LogicalType.DuckDBStructTypeChildType(type, i);
            var name = NativeMethods.LogicalType.DuckDBStructTypeChildName(type, i);
            if (name.Length == 0) name = (i + 1).ToString(CultureInfo.InvariantCulture);
            fields[i] = (name, VectorDataReaderFactory.Create(fieldType, $"{columnName}.{name}"));
        }
    }

    internal override void Reset(nint vector)
    {
        base.Reset(vector);
        for (var i = 0; i < fields.Length; i++) fields[i].Reader.Reset(NativeMethods.Vectors.DuckDBStructVectorGetChild(vector, i));
    }

    private protected override Dictionary<string, object?> ReadValue(ulong row, ReadAs how)
    {
        var values = new Dictionary<string, object?>(fields.Length, StringComparer.Ordinal);
        foreach (var (name, reader) in fields) values[name] = reader.IsValid(row) ? reader.Read(row, how) : null;
        return values;
    }
}
