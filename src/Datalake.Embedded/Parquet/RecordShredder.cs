using System.Runtime.CompilerServices;
using Datalake.Json;

namespace Datalake.Embedded.Parquet;

/// <summary>
/// Takes conformed records apart into the columns of a file, in one forward pass. What a record leaves out is null. It reads what conform
/// writes and nothing else: a value of another form is refused, never guessed. Keeps what it learned about keys. Not for two threads at
/// once.
/// </summary>
internal sealed class RecordShredder(ParquetSchema schema, IReadOnlyList<ParquetColumn> columns) : IDisposable
{
    private const int KeptBytes = 1 << 20;

    private readonly ShredNode root = ShredNode.Root(schema, columns);
    private readonly Utf8Output text = new(256);

    // Structs in lists and maps opened since the beginning; the number of one distinguishes its fields from those of the others.
    private long openings;

    /// <summary>Adds a record as a row.</summary>
    /// <param name="record">One conformed record, complete; white space may follow.</param>
    /// <exception cref="InvalidDataException">It is not one. Some columns hold values of it then, so the file cannot be finished.</exception>
    public void Add(ReadOnlySpan<byte> record)
    {
        var cursor = new JsonCursor(record);
        if (cursor.Current != (byte)'{') throw Wrong(cursor, "an object");
        ShredStruct(ref cursor, root);
        if (!cursor.ExpectEnd()) throw Wrong(cursor, "the end of the record");
    }

    /// <summary>Ends a row group: gives the columns the entries of what was not there. Called before the columns are written.</summary>
    public void EndRowGroup()
    {
        root.Settle();
        root.Reset();
    }

    /// <inheritdoc/>
    public void Dispose() => text.Dispose();

    private void Shred(ref JsonCursor cursor, ShredNode node, byte repetition)
    {
        if (cursor.Current == (byte)'n')
        {
            if (!cursor.TakeNull()) throw Wrong(cursor, "a value");
            if (node.Repeated == 0) node.Settle();
            AddNull(node, repetition, node.NullLevel);
            return;
        }

        // The kind of a leaf and the class of its column follow from one type, so that the casts need not look.
        switch (node.Kind)
        {
            case ShredKind.Text:
                Unsafe.As<TextColumn>(node.Columns[0]).Add(ReadText(ref cursor), repetition);
                break;
            case ShredKind.Boolean:
                var truth = cursor.Current == (byte)'t';
                if (!cursor.ReadLiteral()) throw Wrong(cursor, "true or false");
                Unsafe.As<BooleanColumn>(node.Columns[0]).Add(truth, repetition);
                break;
            case ShredKind.Int:
                Unsafe.As<FixedColumn<int>>(node.Columns[0]).Add((int)ReadInteger(ref cursor, node.Minimum, node.Maximum), repetition);
                break;
            case ShredKind.Long:
                Unsafe.As<FixedColumn<long>>(node.Columns[0]).Add(ReadInteger(ref cursor, node.Minimum, node.Maximum), repetition);
                break;
            case ShredKind.Float:
                if (!ConformedValue.TryFloat(ReadNumber(ref cursor), out var single)) throw Wrong(cursor, "a float");
                Unsafe.As<FixedColumn<float>>(node.Columns[0]).Add(single, repetition);
                break;
            case ShredKind.Double:
                if (!ConformedValue.TryDouble(ReadNumber(ref cursor), out var real)) throw Wrong(cursor, "a double");
                Unsafe.As<FixedColumn<double>>(node.Columns[0]).Add(real, repetition);
                break;
            case ShredKind.Date:
                if (!ConformedValue.TryDate(ReadText(ref cursor), out var days)) throw Wrong(cursor, "a date");
                Unsafe.As<FixedColumn<int>>(node.Columns[0]).Add(days, repetition);
                break;
            case ShredKind.Timestamp:
                if (!ConformedValue.TryTimestamp(ReadText(ref cursor), out var microseconds)) throw Wrong(cursor, "a timestamp");
                Unsafe.As<FixedColumn<long>>(node.Columns[0]).Add(microseconds, repetition);
                break;
            case ShredKind.ShortDecimal:
                Unsafe.As<FixedColumn<int>>(node.Columns[0]).Add((int)ReadDecimal(ref cursor, node), repetition);
                break;
            case ShredKind.Decimal:
                Unsafe.As<FixedColumn<long>>(node.Columns[0]).Add((long)ReadDecimal(ref cursor, node), repetition);
                break;
            case ShredKind.LongDecimal:
                Unsafe.As<FixedColumn<Int128>>(node.Columns[0]).Add(ReadDecimal(ref cursor, node), repetition);
                break;
            case ShredKind.Struct:
                if (cursor.Current != (byte)'{') throw Wrong(cursor, "an object");
                if (node.Repeated == 0) ShredStruct(ref cursor, node);
                else ShredRepeatedStruct(ref cursor, node, repetition);
                break;
            case ShredKind.List:
                ShredList(ref cursor, node, repetition);
                break;
            case ShredKind.Map:
                ShredMap(ref cursor, node, repetition);
                break;
        }
    }

    private void ShredStruct(ref JsonCursor cursor, ShredNode node)
    {
        var opening = ++node.Openings;
        var entry = node.Keys.Start;
        if (TakeKey(ref cursor, (byte)'{', node, ref entry))
        {
            do
            {
                var field = entry.Value;
                if (field is null || field.Filled == opening) throw Wrong(cursor, "the value of a column that has none yet");
                if (field.Filled < opening - 1) field.FillUpTo(opening - 1);
                field.Filled = opening;
                Shred(ref cursor, field, 0);
            }
            while (TakeKey(ref cursor, (byte)',', node, ref entry));
        }

        if (!cursor.Expect((byte)'}')) throw Wrong(cursor, "a comma or the end of the object");
    }

    private void ShredRepeatedStruct(ref JsonCursor cursor, ShredNode node, byte repetition)
    {
        var opening = ++openings;
        var filled = 0;
        var entry = node.Keys.Start;
        if (TakeKey(ref cursor, (byte)'{', node, ref entry))
        {
            do
            {
                var field = entry.Value;
                if (field is null || field.FilledIn == opening) throw Wrong(cursor, "the value of a column that has none yet");
                field.FilledIn = opening;
                filled++;
                Shred(ref cursor, field, repetition);
            }
            while (TakeKey(ref cursor, (byte)',', node, ref entry));
        }

        if (!cursor.Expect((byte)'}')) throw Wrong(cursor, "a comma or the end of the object");
        if (filled == node.Children.Length) return;
        foreach (var field in node.Children)
        {
            if (field.FilledIn != opening) AddNull(field, repetition, field.NullLevel);
        }
    }

    private void ShredList(ref JsonCursor cursor, ShredNode node, byte repetition)
    {
        if (!cursor.Expect((byte)'[')) throw Wrong(cursor, "an array");
        if (cursor.Current == (byte)']') AddNull(node, repetition, node.Level);
        else ShredElements(ref cursor, node.Children[0], repetition);
        if (!cursor.Expect((byte)']')) throw Wrong(cursor, "a comma or the end of the array");
    }

    private void ShredElements(ref JsonCursor cursor, ShredNode element, byte repetition)
    {
        Shred(ref cursor, element, repetition);
        while (cursor.Current == (byte)',')
        {
            cursor.Position++;
            Shred(ref cursor, element, element.Repeated);
        }
    }

    private void ShredMap(ref JsonCursor cursor, ShredNode node, byte repetition)
    {
        if (!cursor.Expect((byte)'{')) throw Wrong(cursor, "an object");
        var (key, value) = (node.Children[0], node.Children[1]);
        if (cursor.Current == (byte)'}')
        {
            AddNull(node, repetition, node.Level);
            cursor.Position++;
            return;
        }

        for (var level = repetition; ; level = key.Repeated)
        {
            Unsafe.As<TextColumn>(key.Columns[0]).Add(ReadText(ref cursor), level);
            if (!cursor.Expect((byte)':')) throw Wrong(cursor, "a colon");
            Shred(ref cursor, value, level);
            if (cursor.Current != (byte)',') break;
            cursor.Position++;
        }

        if (!cursor.Expect((byte)'}')) throw Wrong(cursor, "a comma or the end of the object");
    }

    /// <summary>
    /// Takes the brace or comma before a key, the key and its colon, and moves <paramref name="entry"/> to what is known of the key.
    /// </summary>
    /// <returns>False behind the brace of an empty object, and where no comma is.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TakeKey(
        scoped ref JsonCursor cursor, byte before, ShredNode node, scoped ref KeyTable<ShredNode?>.Entry entry) =>
        KeyTable<ShredNode?>.TakeFollower(ref cursor, before, ref entry) || ReadKey(ref cursor, before, node, ref entry);

    private static bool ReadKey(scoped ref JsonCursor cursor, byte before, ShredNode node, scoped ref KeyTable<ShredNode?>.Entry entry)
    {
        if (cursor.Current != before) return false;
        cursor.Position++;
        if (before == (byte)'{' && cursor.Current == (byte)'}') return false;
        if (!cursor.ReadString(out var start, out var end, out _) || !cursor.Expect((byte)':')) throw Wrong(cursor, "a key and a colon");
        var key = cursor.Slice(start, end);
        entry = node.Keys.Find(key, entry) ?? node.Learn(key, entry);
        return true;
    }

    private static void AddNull(ShredNode node, byte repetition, byte definition)
    {
        foreach (var column in node.Columns) column.AddNull(repetition, definition);
    }

    /// <summary>Reads a string; the span is valid until the next call.</summary>
    private ReadOnlySpan<byte> ReadText(scoped ref JsonCursor cursor)
    {
        var position = cursor.Position;
        if (!cursor.ReadString(out var start, out var end, out var escaped)) throw Wrong(cursor, "a string");
        if (!escaped) return cursor.Slice(start, end);
        cursor.Position = position;
        text.Clear();
        text.Trim(KeptBytes);
        return cursor.DecodeString(text) ? text.WrittenSpan : throw Wrong(cursor, "a string");
    }

    private static ReadOnlySpan<byte> ReadNumber(scoped ref JsonCursor cursor)
    {
        var start = cursor.Position;
        return cursor.ReadNumber(out _) ? cursor.Slice(start, cursor.Position) : throw Wrong(cursor, "a number");
    }

    private static long ReadInteger(scoped ref JsonCursor cursor, long minimum, long maximum) =>
        ConformedValue.TryInteger(ReadNumber(ref cursor), out var value) && value >= minimum && value <= maximum
            ? value
            : throw Wrong(cursor, "a whole number of the column's type");

    private Int128 ReadDecimal(ref JsonCursor cursor, ShredNode node) =>
        ConformedValue.TryDecimal(ReadText(ref cursor), node.Precision, node.Scale, out var value)
            ? value
            : throw Wrong(cursor, "a decimal of the column's precision and scale");

    private static InvalidDataException Wrong(in JsonCursor cursor, string expected) =>
        new($"Byte {cursor.Position} of a conformed record: {expected} was expected.");
}
