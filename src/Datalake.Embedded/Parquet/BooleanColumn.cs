using Datalake.Embedded.Parquet.Reading;
using Datalake.Json;

namespace Datalake.Embedded.Parquet;

/// <summary>A leaf of truth values, a byte each here and a bit each in the file.</summary>
internal sealed class BooleanColumn(ParquetField field) : ParquetColumn(field, canHaveDictionary: false)
{
    protected override long PlainBytes => Count;

    /// <summary>Adds a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="repetition">Its repetition level.</param>
    public void Add(bool value, byte repetition)
    {
        AddLevels(repetition, Field.Level);
        Count++;
        Values.WriteByte(value ? (byte)1 : (byte)0);
    }

    protected override ColumnBounds? Bounds() =>
        new([Values.WrittenSpan.Contains((byte)0) ? (byte)0 : (byte)1], [Values.WrittenSpan.Contains((byte)1) ? (byte)1 : (byte)0]);

    protected override void Forget()
    {
    }

    protected override int WritePlain(Utf8Output values, int offset, int count, Utf8Output page)
    {
        var bits = values.WrittenSpan.Slice(offset, count);
        for (var start = 0; start < count; start += 8)
        {
            var packed = 0;
            for (var i = Math.Min(8, count - start) - 1; i >= 0; i--) packed = (packed << 1) | bits[start + i];
            page.WriteByte((byte)packed);
        }

        return offset + count;
    }

    protected override void AddValue(DecodedChunk chunk, int value, byte repetition) =>
        Add(chunk.Fixed<byte>(value) != 0, repetition);

    protected override void CopyValue(Utf8Output dictionary, int position, Utf8Output target) =>
        throw new InvalidOperationException("Truth values have no dictionary.");
}
