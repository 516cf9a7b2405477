namespace DuckDB.NET.Data.Reader;

/// <summary>Which reader reads which of the engine's types: the one place that says so.</summary>
internal static class VectorDataReaderFactory
{
    /// <exception cref="NotSupportedException">There is no reader for the type.</exception>
    internal static VectorDataReaderBase Create(DuckDBLogicalType type, string column)
    {
        var kind = NativeMethods.LogicalType.DuckDBGetTypeId(type);
        return kind switch
        {
            DuckDBType.Boolean => new BooleanVectorDataReader(column),
            DuckDBType.TinyInt => new NumericVectorDataReader<sbyte>(kind, column),
            DuckDBType.SmallInt => new NumericVectorDataReader<short>(kind, column),
            DuckDBType.Integer => new NumericVectorDataReader<int>(kind, column),
            DuckDBType.BigInt => new NumericVectorDataReader<long>(kind, column),
            DuckDBType.UnsignedTinyInt => new NumericVectorDataReader<byte>(kind, column),
            DuckDBType.UnsignedSmallInt => new NumericVectorDataReader<ushort>(kind, column),
            DuckDBType.UnsignedInteger => new NumericVectorDataReader<uint>(kind, column),
            DuckDBType.UnsignedBigInt => new NumericVectorDataReader<ulong>(kind, column),
            DuckDBType.Float => new NumericVectorDataReader<float>(kind, column),
            DuckDBType.Double => new NumericVectorDataReader<double>(kind, column),
            DuckDBType.HugeInt => new HugeIntVectorDataReader(column),
            DuckDBType.UnsignedHugeInt => new UHugeIntVectorDataReader(column),
            DuckDBType.VarInt => new BigNumVectorDataReader(column),
            DuckDBType.Decimal => new DecimalVectorDataReader(type, column),
            DuckDBType.Varchar => new StringVectorDataReader(column),
            DuckDBType.Blob => new BlobVectorDataReader(column),
            DuckDBType.Bit => new BitVectorDataReader(column),
            DuckDBType.Enum => new EnumVectorDataReader(type, column),
            DuckDBType.Uuid => new GuidVectorDataReader(column),
            DuckDBType.Date => new DateVectorDataReader(column),
            DuckDBType.Time => new TimeVectorDataReader(column),
            DuckDBType.TimeNs => new TimeNsVectorDataReader(column),
            DuckDBType.TimeTz => new TimeTzVectorDataReader(column),
            DuckDBType.Timestamp or DuckDBType.TimestampS or DuckDBType.TimestampMs or DuckDBType.TimestampNs or DuckDBType.TimestampTz
                => new TimestampVectorDataReader(kind, column),
            DuckDBType.Interval => new IntervalVectorDataReader(column),
            DuckDBType.List or DuckDBType.Array => new ListVectorDataReader(kind, type, column),
            DuckDBType.Struct => new StructVectorDataReader(type, column),
            DuckDBType.Map => new MapVectorDataReader(type, column),
            DuckDBType.Union => new UnionVectorDataReader(type, column),
            DuckDBType.SqlNull => new NullVectorDataReader(column),
            _ => throw new NotSupportedException($"Column '{column}' has the engine's type {(int)kind}, which has no counterpart here. Cast it in SQL, for example to VARCHAR."),
        };
    }
}
