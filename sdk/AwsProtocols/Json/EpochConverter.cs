using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AwsProtocols.Json;

/// <summary>
/// A timestamp is a number of seconds since 1970, with a fraction; the time is UTC. Where a service answers with ISO 8601 text, that is
/// read too.
/// </summary>
internal sealed class EpochConverter : JsonConverter<DateTime>
{
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    // Through decimal: a double of seconds is not exact to the millisecond that AWS sends.
    public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number
            ? DateTime.UnixEpoch.AddTicks((long)(reader.GetDecimal() * TimeSpan.TicksPerSecond))
            : DateTime.Parse(reader.GetString(), CultureInfo.InvariantCulture, Utc);

    public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options)
    {
        var milliseconds = (value.ToUniversalTime() - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMillisecond;
        writer.WriteNumberValue(milliseconds / 1_000m);
    }
}
