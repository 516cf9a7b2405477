using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Datalake.Tables.Delta.Schemas;

namespace Datalake.Tables.Delta.Statistics;

/// <summary>
/// What the JSON of a file's statistics says of one column, read in one pass and without making objects of the rest. What is not there, is
/// null or has another form is null.
/// </summary>
internal struct StatsReader
{
    private StatsReader(string? column)
    {
        Column = column;
    }

    public long? Records { get; private set; }

    public StatsValue? Minimum { get; private set; }

    public StatsValue? Maximum { get; private set; }

    public long? NullCount { get; private set; }

    private string? Column { get; }

    /// <summary>Reads statistics.</summary>
    /// <param name="stats">The JSON; null when the file has none.</param>
    /// <param name="column">The column; null when only the number of records is of interest.</param>
    public static StatsReader Read(string? stats, string? column)
    {
        var reader = new StatsReader(column);
        if (stats is null) return reader;
        var buffer = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(stats.Length));
        try
        {
            var json = new Utf8JsonReader(buffer.AsSpan(0, Encoding.UTF8.GetBytes(stats, buffer)));
            reader.Read(ref json);
            return reader;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // Statistics only help to skip files; without them the file is read.
            return new StatsReader(column);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void Read(ref Utf8JsonReader json)
    {
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject) return;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("numRecords"u8)) Records = Next(ref json)?.Integer;
            else if (json.ValueTextEquals("minValues"u8)) Minimum = Find(ref json);
            else if (json.ValueTextEquals("maxValues"u8)) Maximum = Find(ref json);
            else if (json.ValueTextEquals("nullCount"u8)) NullCount = Find(ref json)?.Integer;
            else json.Skip();
        }
    }

    /// <summary>The column's value in the object that is next.</summary>
    private readonly StatsValue? Find(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject || Column is null)
        {
            json.Skip();
            return null;
        }

        StatsValue? found = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals(Column)) found = Next(ref json);
            else json.Skip();
        }

        return found;
    }

    private static StatsValue? Next(ref Utf8JsonReader json)
    {
        json.Read();
        switch (json.TokenType)
        {
            case JsonTokenType.String:
                return new StatsValue(IsText: true, json.GetString()!);
            case JsonTokenType.Number:
                return new StatsValue(IsText: false, Encoding.UTF8.GetString(json.ValueSpan));
            default:
                json.Skip();
                return null;
        }
    }
}

/// <summary>A value in the JSON of statistics.</summary>
/// <param name="IsText">Whether it is a JSON string.</param>
/// <param name="Raw">The text, or the number as it is written.</param>
internal readonly record struct StatsValue(bool IsText, string Raw)
{
    /// <summary>The value as a count; null when it is none.</summary>
    public long? Integer =>
        !IsText && long.TryParse(Raw, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The value as one of a type; null when it cannot be taken as a bound.</summary>
    public ColumnValue? As(DeltaPrimitive type)
    {
        var isTextual = type.Name is "string" or "date" or "timestamp";
        if (isTextual != IsText) return null;

        // An empty text is a bound, and no null as it is among partition values.
        if (type.Name == "string") return ColumnValue.Of(Raw);
        return PartitionText.TryRead(type, Raw, out var value, out var isLocal) && !isLocal ? value : null;
    }
}
