using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Datalake.Conforming;

namespace Datalake.Embedded.Schemas;

/// <summary>What was seen at one place of many records: how often each kind of value, and what lies below it.</summary>
/// <param name="readsTexts">Whether a text may stand for a number or a truth value, as in CSV, which has nothing but texts.</param>
internal sealed partial class ValueShape(bool readsTexts = false)
{
    // An object with more keys than this has data for keys; further ones are seen as values of a map only.
    private const int MostFields = 2000;
    private const int ExampleLength = 80;
    private const int LongestMoment = 128;
    private const int LongestNumber = 40;

    private readonly Dictionary<string, ValueShape> fields = new(StringComparer.OrdinalIgnoreCase);

    public long Booleans { get; private set; }

    public long Integers { get; private set; }

    public long Decimals { get; private set; }

    public long Dates { get; private set; }

    public long Moments { get; private set; }

    public long Texts { get; private set; }

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

    /// <summary>The first number, text or truth value, shortened.</summary>
    public string? Example { get; private set; }

    public long Scalars => Booleans + Integers + Decimals + Dates + Moments + Texts;

    /// <summary>Values that were not null.</summary>
    public long Present => Scalars + Arrays + Objects;

    /// <summary>Notes the value that the reader stands at, and moves to its end.</summary>
    public void Observe(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return;
            case JsonTokenType.True or JsonTokenType.False:
                Booleans++;
                break;
            case JsonTokenType.Number:
                if (reader.TryGetInt64(out _)) Integers++;
                else Decimals++;
                break;
            case JsonTokenType.String:
                ObserveText(reader);
                break;
            case JsonTokenType.StartArray:
                Arrays++;
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    (Element ??= new ValueShape(readsTexts)).Observe(ref reader);
                break;
            case JsonTokenType.StartObject:
                ObserveObject(ref reader);
                break;
            default:
                throw new InvalidOperationException($"The reader stands at {reader.TokenType}, which begins no value.");
        }

        if (Example is null && reader.TokenType is not (JsonTokenType.EndArray or JsonTokenType.EndObject))
            Example = Shorten(reader.TokenType == JsonTokenType.String ? reader.GetString()! : Encoding.UTF8.GetString(reader.ValueSpan));
    }

    /// <summary>Adds what another saw.</summary>
    public void Merge(ValueShape other)
    {
        Booleans += other.Booleans;
        Integers += other.Integers;
        Decimals += other.Decimals;
        Dates += other.Dates;
        Moments += other.Moments;
        Texts += other.Texts;
        Arrays += other.Arrays;
        Objects += other.Objects;
        Keys += other.Keys;
        Overflowed |= other.Overflowed;
        Example ??= other.Example;
        if (other.Element is not null) (Element ??= new ValueShape(readsTexts)).Merge(other.Element);
        if (other.Beyond is not null) (Beyond ??= new ValueShape(readsTexts)).Merge(other.Beyond);
        foreach (var (key, shape) in other.fields)
        {
            if (fields.TryGetValue(key, out var own)) own.Merge(shape);
            else fields[key] = shape;
        }
    }

    private static string Shorten(string text) => text.Length <= ExampleLength ? text : string.Concat(text.AsSpan(0, ExampleLength), "…");

    private void ObserveObject(ref Utf8JsonReader reader)
    {
        Objects++;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            Keys++;
            var shape = FieldOf(reader);
            reader.Read();
            shape.Observe(ref reader);
        }
    }

    private ValueShape FieldOf(in Utf8JsonReader reader)
    {
        var rented = reader.ValueSpan.Length > 256 ? ArrayPool<char>.Shared.Rent(reader.ValueSpan.Length) : null;
        var text = rented ?? stackalloc char[256];
        var key = text[..reader.CopyString(text)];
        if (!fields.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(key, out var shape))
        {
            if (fields.Count < MostFields)
            {
                fields[key.ToString()] = shape = new ValueShape(readsTexts);
            }
            else
            {
                Overflowed = true;
                shape = Beyond ??= new ValueShape(readsTexts);
            }
        }

        if (rented is not null) ArrayPool<char>.Shared.Return(rented);
        return shape;
    }

    /// <summary>True for a plain number. What begins with a zero, as codes and telephone numbers do, is none.</summary>
    private static bool IsNumber(ReadOnlySpan<byte> text, out bool isWhole)
    {
        isWhole = false;
        if (text.Length is 0 or > LongestNumber) return false;
        Span<char> characters = stackalloc char[LongestNumber];
        var number = characters[..Encoding.UTF8.GetChars(text, characters)];
        if (!PlainNumber().IsMatch(number)) return false;
        isWhole = long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
        return true;
    }

    [GeneratedRegex(@"^-?(0|[1-9][0-9]*)(\.[0-9]+)?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PlainNumber();

    private void ObserveText(in Utf8JsonReader reader)
    {
        Span<byte> unescaped = stackalloc byte[LongestMoment];
        scoped var text = reader.ValueSpan;
        if (reader.ValueIsEscaped && text.Length <= LongestMoment) text = unescaped[..reader.CopyString(unescaped)];

        // Every form with dashes; a run of digits could be a date too, and is more often a number.
        var dashed = text.Length >= 10 && text[4] == (byte)'-' && text[7] == (byte)'-';
        if (dashed && text.Length == 10 && IsoTime.TryParseTimestamp(text, out _)) Dates++;
        else if (dashed && IsoTime.TryParseTimestamp(text, out _)) Moments++;
        else if (readsTexts && (text.SequenceEqual("true"u8) || text.SequenceEqual("false"u8))) Booleans++;
        else if (readsTexts && IsNumber(text, out var isWhole))
        {
            if (isWhole) Integers++;
            else Decimals++;
        }
        else Texts++;
    }
}
