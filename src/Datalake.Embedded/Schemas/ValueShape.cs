using System.Buffers;
using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Datalake.Conforming;
using Datalake.Json;
using Datalake.Records;

namespace Datalake.Embedded.Schemas;

/// <summary>What was seen at one place of many records: how often each kind of value, and what lies below it.</summary>
/// <param name="readsTexts">Whether a text may stand for a number or a truth value, as in CSV, which has nothing but texts.</param>
/// <param name="decimalComma">Whether such a number is written as <c>1.234,50</c>.</param>
internal sealed partial class ValueShape(bool readsTexts = false, bool decimalComma = false)
{
    // An object with more keys than this has data for keys; further ones are seen as values of a map only.
    private const int MaximumFields = 2000;
    private const int ExampleLength = 80;
    private const int LongestTime = 128;
    private const int LongestNumber = 400;

    // Identities are looked for among so many records; more would not change the answer.
    private const int ComparedRecords = 20_000;

    private readonly Dictionary<string, ValueShape> fields = new(StringComparer.OrdinalIgnoreCase);

    public long Nulls { get; private set; }

    public long Booleans { get; private set; }

    /// <summary>Numbers, in CSV those in texts.</summary>
    public NumberDigits Numbers { get; } = new();

    /// <summary>JSON strings that are numbers.</summary>
    public NumberDigits Numerals { get; } = new();

    /// <summary>Texts that are a date in ISO 8601.</summary>
    public long Dates { get; private set; }

    /// <summary>Texts that are a date and time in ISO 8601, and timestamps in extended JSON.</summary>
    public long Timestamps { get; private set; }

    /// <summary>Of these, the ones without an offset.</summary>
    public long WithoutOffset { get; private set; }

    /// <summary>Of these, the ones with digits finer than a microsecond.</summary>
    public long TooFine { get; private set; }

    /// <summary>The earliest and the latest of the dates and timestamps, in microseconds from 1970.</summary>
    public (long Minimum, long Maximum) Times { get; private set; } = (long.MaxValue, long.MinValue);

    public long Texts { get; private set; }

    /// <summary>Of the texts, the empty ones.</summary>
    public long Empty { get; private set; }

    /// <summary>Which patterns of times read the other texts.</summary>
    public TimeTexts Patterns { get; } = new();

    public long Arrays { get; private set; }

    public long Objects { get; private set; }

    /// <summary>Keys in all objects together.</summary>
    public long Keys { get; private set; }

    /// <summary>True when some key is not among <see cref="Fields"/>.</summary>
    public bool Overflowed { get; private set; }

    /// <summary>What was seen as elements; null when no array held one.</summary>
    public ValueShape? Element { get; private set; }

    /// <summary>What was seen under keys beyond the maximum that is kept apart.</summary>
    public ValueShape? Beyond { get; private set; }

    /// <summary>What was seen under each key, in the order in which they came; keys differ by more than case.</summary>
    public IReadOnlyDictionary<string, ValueShape> Fields => fields;

    /// <summary>A hash of each scalar that is not in an array, and of each whole record, and the number of the record.</summary>
    public List<(int Record, ulong Hash)> Values { get; } = [];

    /// <summary>The first number, text or truth value, shortened.</summary>
    public string? Example { get; private set; }

    public long Scalars => Booleans + Numbers.Count + Dates + Timestamps + Texts;

    /// <summary>Values that were not null.</summary>
    public long Present => Scalars + Arrays + Objects;

    /// <summary>Notes a whole record.</summary>
    /// <param name="record">One JSON value.</param>
    public void Observe(ReadOnlySpan<byte> record)
    {
        var reader = new Utf8JsonReader(record, new JsonReaderOptions { MaxDepth = 1000 });
        reader.Read();
        var number = Objects < ComparedRecords ? (int)Objects : -1;
        if (number >= 0) Values.Add((number, XxHash3.HashToUInt64(record)));
        Observe(ref reader, record, number);
    }

    /// <summary>Adds what another saw.</summary>
    public void Merge(ValueShape other)
    {
        Nulls += other.Nulls;
        Booleans += other.Booleans;
        Numbers.Merge(other.Numbers);
        Numerals.Merge(other.Numerals);
        Dates += other.Dates;
        Timestamps += other.Timestamps;
        WithoutOffset += other.WithoutOffset;
        TooFine += other.TooFine;
        Times = (Math.Min(Times.Minimum, other.Times.Minimum), Math.Max(Times.Maximum, other.Times.Maximum));
        Texts += other.Texts;
        Empty += other.Empty;
        Patterns.Merge(other.Patterns);
        Arrays += other.Arrays;
        Objects += other.Objects;
        Keys += other.Keys;
        Overflowed |= other.Overflowed;
        Example ??= other.Example;
        if (other.Element is not null) (Element ??= new ValueShape(readsTexts, decimalComma)).Merge(other.Element);
        if (other.Beyond is not null) (Beyond ??= new ValueShape(readsTexts, decimalComma)).Merge(other.Beyond);
        foreach (var (key, shape) in other.fields)
        {
            if (!fields.TryGetValue(key, out var own)) fields[key] = own = new ValueShape(readsTexts, decimalComma);
            own.Merge(shape);
        }
    }

    /// <summary>Notes the value that the reader stands at, and moves to its end.</summary>
    private void Observe(ref Utf8JsonReader reader, ReadOnlySpan<byte> record, int number)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                Nulls++;
                return;
            case JsonTokenType.True or JsonTokenType.False:
                Booleans++;
                break;
            case JsonTokenType.Number:
                Numbers.Observe(reader.ValueSpan);
                break;
            case JsonTokenType.String:
                ObserveText(reader);
                break;
            case JsonTokenType.StartArray:
                Arrays++;
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    (Element ??= new ValueShape(readsTexts, decimalComma)).Observe(ref reader, record, number: -1);
                return;
            case JsonTokenType.StartObject:
                if (TryObserveExtended(ref reader, record, number)) return;
                ObserveObject(ref reader, record, number);
                return;
            default:
                throw new InvalidOperationException($"The reader stands at {reader.TokenType}, which begins no value.");
        }

        if (number >= 0) Values.Add((number, XxHash3.HashToUInt64(reader.ValueSpan, reader.TokenType == JsonTokenType.String ? 1 : 0)));
        Example ??= Shorten(reader.TokenType == JsonTokenType.String ? reader.GetString()! : Encoding.UTF8.GetString(reader.ValueSpan));
    }

    private static string Shorten(string text) => text.Length <= ExampleLength ? text : string.Concat(text.AsSpan(0, ExampleLength), "…");

    /// <summary>Notes a value in MongoDB's extended JSON, an object such as <c>{"$oid":"…"}</c>, as the scalar that it is.</summary>
    private bool TryObserveExtended(ref Utf8JsonReader reader, ReadOnlySpan<byte> record, int number)
    {
        var start = (int)reader.TokenStartIndex;
        if (record[start..].IndexOf((byte)'$') is < 0 or > 32) return false;
        var cursor = new JsonCursor(record) { Position = start };
        if (!ExtendedJson.TryRead(ref cursor, out var type, out var value)) return false;
        switch (type)
        {
            case ExtendedType.Number when NumberText.IsNumber(value, out _):
                Numbers.Observe(value, isDecimal: record[start..cursor.Position].IndexOf("$numberDecimal"u8) >= 0);
                break;
            case ExtendedType.Date when value[0] == (byte)'"':
                if (!TryObserveTime(value[1..^1])) return false;
                break;
            case ExtendedType.Date:
                if (!TimeReader.TryReadEpoch(value, 3, out var microseconds)) return false;
                Timestamps++;
                Times = (Math.Min(Times.Minimum, microseconds), Math.Max(Times.Maximum, microseconds));
                break;
            case ExtendedType.Id:
                Texts++;
                Patterns.Observe(default);
                break;
            default:
                return false;
        }

        if (number >= 0) Values.Add((number, XxHash3.HashToUInt64(value)));
        Example ??= Shorten(Encoding.UTF8.GetString(value).Trim('"'));
        reader.Skip();
        return true;
    }

    private void ObserveObject(ref Utf8JsonReader reader, ReadOnlySpan<byte> record, int number)
    {
        Objects++;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            Keys++;
            var shape = FieldOf(reader);
            reader.Read();
            shape.Observe(ref reader, record, number);
        }
    }

    private ValueShape FieldOf(in Utf8JsonReader reader)
    {
        var rented = reader.ValueSpan.Length > 256 ? ArrayPool<char>.Shared.Rent(reader.ValueSpan.Length) : null;
        var text = rented ?? stackalloc char[256];
        var key = text[..reader.CopyString(text)];
        if (!fields.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(key, out var shape))
        {
            if (fields.Count < MaximumFields)
            {
                fields[key.ToString()] = shape = new ValueShape(readsTexts, decimalComma);
            }
            else
            {
                Overflowed = true;
                shape = Beyond ??= new ValueShape(readsTexts, decimalComma);
            }
        }

        if (rented is not null) ArrayPool<char>.Shared.Return(rented);
        return shape;
    }

    /// <summary>True for a plain number. What begins with a zero, as codes and telephone numbers do, is none.</summary>
    private static bool IsNumber(ReadOnlySpan<byte> text)
    {
        if (text.Length is 0 or > LongestNumber || text[^1] is < (byte)'0' or > (byte)'9') return false;
        Span<char> characters = stackalloc char[text.Length];
        return PlainNumber().IsMatch(characters[..Encoding.UTF8.GetChars(text, characters)]);
    }

    [GeneratedRegex(@"^-?(0|[1-9][0-9]*)(\.[0-9]+)?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PlainNumber();

    private void ObserveText(in Utf8JsonReader reader)
    {
        Span<byte> unescaped = stackalloc byte[LongestTime];
        scoped var text = reader.ValueSpan;
        if (reader.ValueIsEscaped && text.Length <= LongestTime) text = unescaped[..reader.CopyString(unescaped)];
        if (TryObserveTime(text)) return;
        if (readsTexts && (text.SequenceEqual("true"u8) || text.SequenceEqual("false"u8) || text.SequenceEqual("True"u8) || text.SequenceEqual("False"u8)))
        {
            Booleans++;
            return;
        }

        using var plain = decimalComma ? new Utf8Output(64) : null;
        var mayBeNumber = plain is null || DecimalComma.TryWrite(text, plain);
        if (plain is not null && mayBeNumber) text = plain.WrittenSpan;
        if (mayBeNumber && IsNumber(text))
        {
            if (readsTexts)
            {
                Numbers.Observe(text);
                return;
            }

            Numerals.Observe(text);
        }

        Texts++;
        if (text.IsEmpty) Empty++;
        Patterns.Observe(text);
    }

    /// <summary>
    /// Notes a date or timestamp of ISO 8601 in the forms with dashes, and in those with a T; a run of digits is more often a number.
    /// </summary>
    private bool TryObserveTime(ReadOnlySpan<byte> text)
    {
        var dashed = text.Length >= 10 && text[4] == (byte)'-' && text[7] == (byte)'-';
        var basic = text.Length >= 11 && text[8] == (byte)'T' && text[..8].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
        if (!dashed && !basic || !IsoTime.TryParse(text, out var local, out var offset)) return false;
        local -= offset ?? 0;
        if (local is < IsoTime.Minimum or > IsoTime.Maximum) return false;
        Times = (Math.Min(Times.Minimum, local), Math.Max(Times.Maximum, local));
        if (dashed && text.Length == 10)
        {
            Dates++;
            return true;
        }

        Timestamps++;
        if (offset is null) WithoutOffset++;
        var point = text.IndexOfAny((byte)'.', (byte)',');
        if (point < 0) return true;
        var fraction = text[(point + 1)..];
        var end = fraction.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (end >= 0) fraction = fraction[..end];
        if (fraction.TrimEnd((byte)'0').Length > 6) TooFine++;
        return true;
    }
}
