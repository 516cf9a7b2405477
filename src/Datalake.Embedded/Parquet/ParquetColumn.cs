using System.Runtime.CompilerServices;
using Datalake.Embedded.Parquet.Reading;
using Datalake.Json;

namespace Datalake.Embedded.Parquet;

/// <summary>
/// The values of a leaf in the row group that is being filled: levels, and values as <see cref="ValueEncoding.Plain"/> has them, or each
/// different value once and positions among these. Buffers stay for the next row group.
/// </summary>
internal abstract class ParquetColumn : IDisposable
{
    // About what the format's page recommends readers to expect.
    private const int PageValues = 20_000;
    private const int PageBytes = 1 << 20;

    /// <summary>Bytes that a dictionary may have: it is read whole before the first value.</summary>
    protected const int LargestDictionary = 1 << 20;

    // After a row group whose values hardly repeat the next ones are not looked up; then it is tried again.
    private const int GroupsWithoutDictionary = 15;

    private readonly Utf8Output definitions = new(256);
    private readonly Utf8Output? repetitions;
    private readonly bool canHaveDictionary;
    private int withoutDictionary;

    protected ParquetColumn(ParquetField field, bool canHaveDictionary = true)
    {
        Field = field;
        repetitions = field.Repeated > 0 ? new Utf8Output(256) : null;
        this.canHaveDictionary = canHaveDictionary;
        HasDictionary = canHaveDictionary;
    }

    /// <summary>The leaf.</summary>
    public ParquetField Field { get; }

    /// <summary>Bytes that the values and levels take here.</summary>
    public long Bytes => definitions.Length + (repetitions?.Length ?? 0) + Values.Length + Positions.Length;

    /// <summary>True while values are looked up among those that were there before.</summary>
    protected bool HasDictionary { get; private set; }

    /// <summary>The values, or the different ones.</summary>
    protected Utf8Output Values { get; set; } = new(256);

    /// <summary>While there is a dictionary: the number of each value in it.</summary>
    protected Utf8Output Positions { get; } = new(256);

    /// <summary>Values so far, nulls not counted.</summary>
    protected int Count { get; set; }

    /// <summary>Different values so far, while there is a dictionary.</summary>
    protected int Different { get; set; }

    /// <summary>Bytes of all values as <see cref="ValueEncoding.Plain"/> has them.</summary>
    protected abstract long PlainBytes { get; }

    /// <summary>Notes that nothing is here, or an empty list or map around it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddNull(byte repetition, byte definition) => AddLevels(repetition, definition);

    /// <summary>Notes that rows have nothing here.</summary>
    /// <param name="rows">How many.</param>
    /// <param name="definition">The level up to which they have something.</param>
    public void AddNulls(int rows, byte definition = 0)
    {
        definitions.Room(rows).Fill(definition);
        definitions.Advance(rows);
        if (repetitions is null) return;
        repetitions.Room(rows).Clear();
        repetitions.Advance(rows);
    }

    /// <summary>Adds the entries of rows of another file.</summary>
    /// <param name="chunk">The same leaf there.</param>
    /// <param name="row">The first row.</param>
    /// <param name="rows">How many.</param>
    public void Add(DecodedChunk chunk, int row, int rows)
    {
        var (entry, end) = (chunk.EntryOf(row), chunk.EntryOf(row + rows));
        var (value, last) = (chunk.ValueOf(row), chunk.ValueOf(row + rows));
        if (value == last)
        {
            definitions.Write(chunk.Definitions.WrittenSpan[entry..end]);
            repetitions?.Write(chunk.Repetitions.WrittenSpan[entry..end]);
            return;
        }

        var levels = chunk.Definitions.WrittenSpan;
        var repeated = chunk.Repetitions.WrittenSpan;
        for (; entry < end; entry++)
        {
            var repetition = repetitions is null ? (byte)0 : repeated[entry];
            if (levels[entry] == Field.Level) AddValue(chunk, value++, repetition);
            else AddLevels(repetition, levels[entry]);
        }
    }

    /// <summary>Writes the row group's values as a column chunk and forgets them.</summary>
    /// <param name="writer">Receives the chunk.</param>
    /// <param name="rows">Rows of the row group.</param>
    /// <exception cref="InvalidOperationException">The column has another number of rows.</exception>
    public void WriteChunk(ChunkWriter writer, int rows)
    {
        var added = repetitions is null ? definitions.Length : repetitions.WrittenSpan.Count((byte)0);
        if (added != rows) throw new InvalidOperationException($"A column has {added} rows, and its row group {rows}. This is a defect, please report it.");
        if (Count > 0 && HasDictionary && !IsDictionaryWorthIt()) DropDictionary(GroupsWithoutDictionary);
        var hasDictionary = Count > 0 && HasDictionary;
        writer.Begin();
        if (hasDictionary)
        {
            WritePlain(Values, 0, Different, writer.Page);
            writer.EndDictionary(Different);
        }

        var entries = definitions.WrittenSpan;
        var bytes = hasDictionary ? Positions.Length : Values.Length;
        var size = (int)Math.Clamp((long)PageBytes * entries.Length / Math.Max(1, bytes), 1, PageValues);
        var value = 0;
        var offset = 0;
        for (var start = 0; start < entries.Length;)
        {
            var end = PageEnd(start, size);
            var count = entries[start..end].Count(Field.Level);
            WriteLevels(start, end, writer.Page);
            if (hasDictionary) WritePositions(value, count, writer.Page);
            else offset = WritePlain(Values, offset, count, writer.Page);
            writer.EndPage(end - start, hasDictionary);
            value += count;
            start = end;
        }

        var bounds = Count > 0 ? Bounds() : null;
        writer.End(Field, entries.Length, new ColumnStatistics(entries.Length - Count, Nans, bounds));
        Clear();
    }

    /// <inheritdoc/>
    public virtual void Dispose()
    {
        definitions.Dispose();
        repetitions?.Dispose();
        Values.Dispose();
        Positions.Dispose();
    }

    /// <summary>Values that are no number; null for types that have none.</summary>
    protected virtual long? Nans => null;

    /// <summary>The smallest and the largest value of those that are here, at least one; null when nothing can be said.</summary>
    protected abstract ColumnBounds? Bounds();

    /// <summary>Adds a value of another file.</summary>
    /// <param name="chunk">Where it lies.</param>
    /// <param name="value">Its number there.</param>
    /// <param name="repetition">Its repetition level.</param>
    protected abstract void AddValue(DecodedChunk chunk, int value, byte repetition);

    /// <summary>Forgets bounds and dictionary.</summary>
    protected abstract void Forget();

    /// <summary>Writes values in the format's plain encoding.</summary>
    /// <param name="values">Where they lie.</param>
    /// <param name="offset">The first byte.</param>
    /// <param name="count">How many.</param>
    /// <param name="page">Receives them.</param>
    /// <returns>The byte behind the last.</returns>
    protected abstract int WritePlain(Utf8Output values, int offset, int count, Utf8Output page);

    /// <summary>Appends the value at a place in the dictionary.</summary>
    protected abstract void CopyValue(Utf8Output dictionary, int position, Utf8Output target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected void AddLevels(byte repetition, byte definition)
    {
        definitions.WriteByte(definition);
        repetitions?.WriteByte(repetition);
    }

    /// <summary>Does without the dictionary, which has more than <see cref="LargestDictionary"/>, from now on.</summary>
    protected void LimitDictionary() => DropDictionary(IsDictionaryWorthIt() ? 0 : GroupsWithoutDictionary);

    private bool IsDictionaryWorthIt()
    {
        var positions = (long)Count * Math.Max(1, HybridEncoder.Width(Different - 1)) / 8;
        return Values.Length + positions < PlainBytes;
    }

    private void DropDictionary(int groups)
    {
        var values = new Utf8Output((int)Math.Max(256, PlainBytes));
        foreach (var position in Positions.As<int>()) CopyValue(Values, position, values);
        Values.Dispose();
        Values = values;
        Positions.Clear();
        HasDictionary = false;
        withoutDictionary = groups;
    }

    private int PageEnd(int start, int size)
    {
        var end = Math.Min(start + size, definitions.Length);
        if (repetitions is null || end == definitions.Length) return end;

        // A row does not go over the end of a page.
        var next = repetitions.WrittenSpan[end..].IndexOf((byte)0);
        return next < 0 ? definitions.Length : end + next;
    }

    private void WriteLevels(int start, int end, Utf8Output page)
    {
        if (repetitions is not null) WriteLevels(repetitions.WrittenSpan[start..end], Field.Repeated, page);
        WriteLevels(definitions.WrittenSpan[start..end], Field.Level, page);
    }

    private static void WriteLevels(ReadOnlySpan<byte> levels, int largest, Utf8Output page)
    {
        var start = page.Length;
        page.Append(0);
        HybridEncoder.Write(levels, HybridEncoder.Width(largest), page);
        page.Set(start, page.Length - start - sizeof(int));
    }

    private void WritePositions(int start, int count, Utf8Output page)
    {
        var width = Math.Max(1, HybridEncoder.Width(Different - 1));
        page.WriteByte((byte)width);
        HybridEncoder.Write(Positions.As<int>().Slice(start, count), width, page);
    }

    private void Clear()
    {
        definitions.Clear();
        repetitions?.Clear();
        Values.Clear();
        Positions.Clear();
        Count = 0;
        Different = 0;
        Forget();
        HasDictionary = canHaveDictionary && withoutDictionary == 0;
        if (withoutDictionary > 0) withoutDictionary--;
    }
}
