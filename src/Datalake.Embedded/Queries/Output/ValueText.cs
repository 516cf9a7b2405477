using System.Buffers;
using System.Collections;
using System.Data.SqlTypes;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Datalake.Embedded.Queries.Output;

/// <summary>Values as text: numbers with all their digits, dates and timestamps in ISO 8601, nested values as JSON.</summary>
public static class ValueText
{
    /// <summary>The text of a value.</summary>
    /// <param name="value">The value, not null.</param>
    public static string Of(object value) => value switch
    {
        string text => text,
        bool truth => truth ? "true" : "false",
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
            DateTime timestamp => timestamp.ToString(
                timestamp.Kind == DateTimeKind.Utc ? "yyyy-MM-ddTHH:mm:ss.FFFFFFFZ" : "yyyy-MM-ddTHH:mm:ss.FFFFFFF",
                CultureInfo.InvariantCulture
            ),
        DateTimeOffset timestamp => timestamp.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture),
        TimeSpan span => span.ToString("c", CultureInfo.InvariantCulture),
        byte[] blob => Convert.ToBase64String(blob),
        IDictionary or IEnumerable => Json(value),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? string.Empty,
    };

    /// <summary>True for values that stand on the right of a column.</summary>
    public static bool IsNumber(object? value) =>
        value is SqlDecimal or IFormattable and not (DateOnly or TimeOnly or DateTime or DateTimeOffset or TimeSpan or Guid or Enum);

    private static string Json(object value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = ValueJson.Encoder })) ValueJson.Write(json, value);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
