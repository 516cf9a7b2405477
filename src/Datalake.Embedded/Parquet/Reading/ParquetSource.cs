using System.Text;
using Datalake.Datasets;

namespace Datalake.Embedded.Parquet.Reading;

/// <summary>A Parquet file, seen as one of a schema: which of its leaves are those of the schema, and where its rows lie.</summary>
internal sealed class ParquetSource
{
    private readonly int[] leafOf;
    private readonly long[] firstRows;

    private ParquetSource(string path, ParquetFooter footer, int[] leafOf)
    {
        Path = path;
        Footer = footer;
        this.leafOf = leafOf;
        firstRows = new long[footer.Groups.Count];
        for (var group = 1; group < firstRows.Length; group++) firstRows[group] = firstRows[group - 1] + footer.Groups[group - 1].Rows;
    }

    /// <summary>The file's path.</summary>
    public string Path { get; }

    /// <summary>What the file says of itself.</summary>
    public ParquetFooter Footer { get; }

    /// <summary>Whether every value that is asked for is stored in a way that <see cref="ChunkReader"/> knows.</summary>
    public bool CanCopy => Footer.Groups.All(group => leafOf.All(leaf => leaf < 0 || ChunkReader.CanRead(group.Chunks[leaf])));

    /// <summary>Sees a file as one of a schema.</summary>
    /// <param name="path">The file's path.</param>
    /// <param name="footer">Its footer.</param>
    /// <param name="schema">The schema.</param>
    /// <returns>Null when a column of the schema is in the file in another form. One that is not there is null in each row.</returns>
    public static ParquetSource? Of(string path, ParquetFooter footer, ParquetSchema schema)
    {
        var found = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var leaf = 0; leaf < footer.Leaves.Count; leaf++) found.TryAdd(footer.Leaves[leaf].Path[0], leaf);
        var own = new int[schema.Leaves.Count];
        foreach (var column in schema.Columns)
        {
            var isThere = found.TryGetValue(Encoding.UTF8.GetString(column.Name), out var first);
            for (var leaf = column.FirstLeaf; leaf < column.EndLeaf; leaf++)
            {
                own[leaf] = isThere ? first + leaf - column.FirstLeaf : -1;
                if (isThere && (own[leaf] >= footer.Leaves.Count || !IsSame(footer.Leaves[own[leaf]], schema.Leaves[leaf]))) return null;
            }

            // A struct that has more fields in the file is another type.
            var behind = first + column.EndLeaf - column.FirstLeaf;
            if (isThere && behind < footer.Leaves.Count && footer.Leaves[behind].Path[0] == footer.Leaves[first].Path[0]) return null;
        }

        return new ParquetSource(path, footer, own);
    }

    /// <summary>The file's leaf that is one of the schema; null when it is not there.</summary>
    public int? LeafOf(int leaf) => leafOf[leaf] < 0 ? null : leafOf[leaf];

    /// <summary>The row group of a row, and its place in it.</summary>
    public (int Group, int Row) Find(long row)
    {
        var group = Array.BinarySearch(firstRows, row);
        if (group < 0) group = ~group - 1;

        // Groups without rows have the number of the next.
        while (Footer.Groups[group].Rows == 0) group++;
        return (group, (int)(row - firstRows[group]));
    }

    private static bool IsSame(SourceLeaf leaf, ParquetField field)
    {
        var type = ParquetSchema.PhysicalTypeOf(field.Type);
        if (leaf.Type != type || leaf.Level != field.Level || leaf.Repeated != field.Repeated || leaf.IsLocalTime) return false;
        if (type == PhysicalType.FixedLengthByteArray && leaf.Width != ParquetSchema.DecimalBytes) return false;
        if (leaf.Path.Count != field.Path.Count) return false;
        for (var i = 0; i < leaf.Path.Count; i++)
        {
            if (leaf.Path[i] != Encoding.UTF8.GetString(field.Path[i])) return false;
        }

        return field.Type switch
        {
            DecimalType number => leaf.Meaning == ConvertedType.Decimal && leaf.Digits == (number.Precision, number.Scale),
            PrimitiveType primitive => MeaningOf(primitive.Kind) == (leaf.Meaning ?? BareMeaningOf(type)),
            _ => false,
        };
    }

    private static ConvertedType? MeaningOf(PrimitiveKind kind) => kind switch
    {
        PrimitiveKind.String => ConvertedType.Utf8,
        PrimitiveKind.TinyInt => ConvertedType.Int8,
        PrimitiveKind.SmallInt => ConvertedType.Int16,
        PrimitiveKind.Int => ConvertedType.Int32,
        PrimitiveKind.BigInt => ConvertedType.Int64,
        PrimitiveKind.Date => ConvertedType.Date,
        PrimitiveKind.Timestamp => ConvertedType.TimestampMicros,
        _ => null,
    };

    private static ConvertedType? BareMeaningOf(PhysicalType type) => type switch
    {
        PhysicalType.Int32 => ConvertedType.Int32,
        PhysicalType.Int64 => ConvertedType.Int64,
        _ => null,
    };
}
