using System.Globalization;
using Datalake.Tables.Delta.Schemas;

namespace Datalake.Tables.Delta.Statistics;

/// <summary>Partition values as the log writes them (Delta Transaction Log Protocol, "Partition Value Serialization").</summary>
public static class PartitionText
{
    /// <summary>Writes a value. An empty text has no form of its own in the protocol: it becomes null.</summary>
    /// <param name="value">The value; null is null.</param>
    public static string? Write(ColumnValue? value) => value?.ToString() is { Length: > 0 } text ? text : null;

    /// <summary>Reads a value.</summary>
    /// <param name="type">The column's type.</param>
    /// <param name="text">The text; null and empty text are null.</param>
    /// <param name="value">The value; a timestamp without a zone is taken as UTC.</param>
    /// <returns>False when the text is no value of the type, or the lake does not order values of the type.</returns>
    public static bool TryRead(DeltaType type, string? text, out ColumnValue? value) => TryRead(type, text, out value, out _);

    /// <inheritdoc cref="TryRead(DeltaType, string?, out ColumnValue?)"/>
    /// <param name="isLocal">
    /// True for a timestamp without a zone. The protocol says it is in the zone of the machine that wrote it, which nobody knows.
    /// </param>
#pragma warning disable CS1573 // The other parameters are inherited.
    internal static bool TryRead(DeltaType type, string? text, out ColumnValue? value, out bool isLocal)
#pragma warning restore CS1573
    {
        isLocal = false;
        value = null;
        if (string.IsNullOrEmpty(text)) return true;
        if (type is not DeltaPrimitive { Name: var name }) return false;
        switch (name)
        {
            case "string":
                value = ColumnValue.Of(text);
                break;
            case "boolean":
                value = bool.TryParse(text, out var flag) ? ColumnValue.Of(flag) : null;
                break;
            case "date":
                value = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
                    ? ColumnValue.Of(date)
                    : null;
                break;
            case "timestamp":
                value = IsoTime.TryParse(text, out var microseconds, out var hasZone) ? ColumnValue.OfMicroseconds(microseconds) : null;
                isLocal = !hasZone;
                break;
            case "float" or "double":
                value = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && !double.IsNaN(number)
                    ? ColumnValue.Of(name == "float" ? (float)number : number)
                    : null;
                break;
            case "byte" or "short" or "integer" or "long":
                value = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer)
                    ? ColumnValue.Of(integer)
                    : null;
                break;
            default:
                value = DeltaSchema.TryParseDecimal(name, out _, out _) ? ColumnValue.ParseNumber(text) : null;
                break;
        }

        return value is not null;
    }
}
