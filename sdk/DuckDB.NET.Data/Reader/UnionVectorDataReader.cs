namespace DuckDB.NET.Data.Reader;

/// <summary>Reads UNION as the value of the alternative that is set; which one that is, <c>union_tag</c> in SQL says.</summary>
internal sealed unsafe class UnionVectorDataReader : ReferenceVectorDataReader<object>
{
    private readonly NumericVectorDataReader<byte> tags;
    private readonly VectorDataReaderBase[] members;

    internal UnionVectorDataReader(DuckDBLogicalType type, string columnName)
        : base(DuckDBType.Union, columnName)
    {
        tags = new(DuckDBType.UnsignedTinyInt, columnName);
        members = new VectorDataReaderBase[NativeMethods.LogicalType.DuckDBUnionTypeMemberCount(type)];
        for (var i = 0; i < members.Length; i++)
        {
            using var memberType = NativeMethods.LogicalType.DuckDBUnionTypeMemberType(type, i);
            members[i] = VectorDataReaderFactory.Create(memberType, columnName);
        }
    }

    internal override void Reset(nint vector)
    {
        base.Reset(vector);
        tags.Reset(NativeMethods.Vectors.DuckDBStructVectorGetChild(vector, 0));
        for (var i = 0; i < members.Length; i++) members[i].Reset(NativeMethods.Vectors.DuckDBStructVectorGetChild(vector, i + 1));
    }

    internal override bool IsValid(ulong row) => base.IsValid(row) && tags.IsValid(row) && Member(row).IsValid(row);

    private protected override object ReadValue(ulong row, ReadAs how) => Member(row).Read(row, how);

    private VectorDataReaderBase Member(ulong row) => members[tags.Get<byte>(row)];
}
