using System.Reflection;
using System.Text;
using Datalake.Json;

namespace Datalake.Embedded.Parquet;

/// <summary>
/// A Parquet file that is being written: rows go into its columns, and a row group at a time into the file. Memory is that of a row group
/// and of the metadata, which holds a few hundred bytes for each leaf of a row group until the end. Not for two threads at once.
/// </summary>
internal sealed class ParquetFile : IDisposable
{
    private static readonly byte[] CreatedBy = Encoding.UTF8.GetBytes(
        $"datalake version {typeof(ParquetFile).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion}");

    private readonly Stream target;
    private readonly ParquetSchema schema;
    private readonly IReadOnlyList<ParquetColumn> columns;
    private readonly bool ownsColumns;
    private readonly ThriftWriter groups = new(new Utf8Output());
    private readonly ChunkWriter chunks;
    private int groupCount;
    private long rows;

    /// <summary>Begins a file.</summary>
    /// <param name="target">Receives the file; stays open.</param>
    /// <param name="schema">Its columns.</param>
    /// <param name="leaves">
    /// Columns of <see cref="ColumnsOf"/> that files one after the other share, and that whoever made them disposes of; null for columns of
    /// its own.
    /// </param>
    public ParquetFile(Stream target, ParquetSchema schema, IReadOnlyList<ParquetColumn>? leaves = null)
    {
        this.target = target;
        this.schema = schema;
        ownsColumns = leaves is null;
        columns = leaves ?? ColumnsOf(schema);
        target.Write(Magic);
        chunks = new ChunkWriter(target, Magic.Length, groups);
    }

    /// <summary>The leaves, in the order of the schema: each row adds at least one entry to every one.</summary>
    public IReadOnlyList<ParquetColumn> Columns => columns;

    /// <summary>Makes the columns of a file.</summary>
    public static IReadOnlyList<ParquetColumn> ColumnsOf(ParquetSchema schema) => [.. schema.Leaves.Select(ColumnOf)];

    private static ReadOnlySpan<byte> Magic => "PAR1"u8;

    /// <summary>Writes what was added to the columns as a row group.</summary>
    /// <param name="count">Rows that were added since the last one; with none, nothing is written.</param>
    public void EndRowGroup(int count)
    {
        if (count == 0) return;
        var (start, uncompressed) = (chunks.Position, chunks.UncompressedBytes);
        groups.Element();
        groups.List(1, ThriftType.Struct, columns.Count);
        foreach (var column in columns) column.WriteChunk(chunks, count);
        groups.Long(2, chunks.UncompressedBytes - uncompressed);
        groups.Long(3, count);
        groups.Long(5, start);
        groups.Long(6, chunks.Position - start);

        // The number has 16 bits; readers do without it where there are more row groups.
        if (groupCount <= short.MaxValue) groups.Short(7, (short)groupCount);
        groups.End();
        groupCount++;
        rows += count;
    }

    /// <summary>Writes the metadata. Nothing can be added after that.</summary>
    public void Finish()
    {
        using var output = new Utf8Output();
        var footer = new ThriftWriter(output);
        footer.Element();
        footer.Int(1, 1);
        schema.Write(footer);
        footer.Long(3, rows);
        footer.List(4, ThriftType.Struct, groupCount);
        output.Write(groups.Output.WrittenSpan);
        footer.Text(6, CreatedBy);
        footer.List(7, ThriftType.Struct, columns.Count);
        foreach (var _ in columns)
        {
            footer.Element();
            footer.Empty(1);
            footer.End();
        }

        footer.End();
        output.Append(output.Length);
        output.Write(Magic);
        target.Write(output.WrittenSpan);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (ownsColumns)
        {
            foreach (var column in columns) column.Dispose();
        }

        chunks.Dispose();
        groups.Output.Dispose();
    }

    private static ParquetColumn ColumnOf(ParquetField leaf) => ParquetSchema.PhysicalTypeOf(leaf.Type) switch
    {
        PhysicalType.Boolean => new BooleanColumn(leaf),
        PhysicalType.Int32 => new FixedColumn<int>(leaf),
        PhysicalType.Int64 => new FixedColumn<long>(leaf),
        PhysicalType.Float => new FixedColumn<float>(leaf),
        PhysicalType.Double => new FixedColumn<double>(leaf),
        PhysicalType.FixedLengthByteArray => new FixedColumn<Int128>(leaf),
        _ => new TextColumn(leaf),
    };
}
