using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Datalake.Json;

namespace Datalake.Embedded.Parquet.Reading;

/// <summary>
/// The values of a leaf in a row group, with their levels, each to be found by its row. Buffers stay for the next row group.
/// </summary>
internal sealed class DecodedChunk : IDisposable
{
    private int[] entryOf = [];
    private int[] valueOf = [];

    /// <summary>A definition level for each entry.</summary>
    public Utf8Output Definitions { get; } = new(256);

    /// <summary>A repetition level for each entry; empty for a leaf that no list is around.</summary>
    public Utf8Output Repetitions { get; } = new(256);

    /// <summary>Values of one size one behind the other; texts with their length in front, where <see cref="Starts"/> says.</summary>
    public Utf8Output Data { get; } = new(256);

    /// <summary>Where each text lies.</summary>
    public Utf8Output Starts { get; } = new(256);

    /// <summary>Positions in the dictionary of the page that is read.</summary>
    public Utf8Output Positions { get; } = new(256);

    /// <summary>Values, nulls not counted.</summary>
    public int Values { get; private set; }

    /// <summary>Bytes that it takes here.</summary>
    public long Bytes =>
        Definitions.Length + Repetitions.Length + Data.Length + Starts.Length + Positions.Length
        + (entryOf.Length + valueOf.Length) * sizeof(int);

    /// <summary>The first entry of a row.</summary>
    public int EntryOf(int row) => Repetitions.Length == 0 ? row : entryOf[row];

    /// <summary>The number of the first value at or behind the beginning of a row.</summary>
    public int ValueOf(int row) => Values == 0 ? 0 : valueOf[row];

    /// <summary>A value of one size.</summary>
    public T Fixed<T>(int value)
        where T : unmanaged => Data.As<T>()[value];

    /// <summary>A text.</summary>
    public ReadOnlySpan<byte> Text(int value)
    {
        var text = Data.WrittenSpan[Starts.As<int>()[value]..];
        return text.Slice(sizeof(int), BinaryPrimitives.ReadInt32LittleEndian(text));
    }

    /// <summary>Forgets what was decoded.</summary>
    public void Clear()
    {
        Definitions.Clear();
        Repetitions.Clear();
        Data.Clear();
        Starts.Clear();
        Positions.Clear();
        Values = 0;
    }

    /// <summary>Finds the rows, once all pages are decoded.</summary>
    /// <param name="rows">Rows of the row group.</param>
    /// <param name="level">The definition level of a value.</param>
    /// <exception cref="InvalidDataException">There is another number of rows.</exception>
    public void FindRows(int rows, byte level)
    {
        var definitions = Definitions.WrittenSpan;
        var repetitions = Repetitions.WrittenSpan;
        Values = definitions.Count(level);
        if (Values > 0) Grow(ref valueOf, rows);
        if (repetitions.Length > 0) Grow(ref entryOf, rows);
        else if (definitions.Length != rows) throw Wrong(definitions.Length, rows);
        if (Values == 0 && repetitions.Length == 0) return;
        var (row, value) = (0, 0);
        for (var entry = 0; entry < definitions.Length; entry++)
        {
            if (repetitions.Length == 0 || repetitions[entry] == 0)
            {
                if (row == rows) throw Wrong(row + 1, rows);
                if (repetitions.Length > 0) entryOf[row] = entry;
                if (Values > 0) valueOf[row] = value;
                row++;
            }

            if (definitions[entry] == level) value++;
        }

        if (row != rows) throw Wrong(row, rows);
        if (repetitions.Length > 0) entryOf[rows] = definitions.Length;
        if (Values > 0) valueOf[rows] = value;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Definitions.Dispose();
        Repetitions.Dispose();
        Data.Dispose();
        Starts.Dispose();
        Positions.Dispose();
    }

    private static void Grow(ref int[] array, int rows)
    {
        if (array.Length <= rows) array = new int[rows + 1];
    }

    private static InvalidDataException Wrong(int found, int rows) => new($"A column has {found} rows or more, and its row group {rows}.");
}
