using System.Buffers.Text;
using System.Text.Json;

namespace Datalake.Generator.Writing;

/// <summary>The values of an order that JSON has no type for.</summary>
internal static class JsonWriterExtensions
{
    /// <summary>A timestamp with seven fractional digits and the given offset from UTC, as the platform writes it.</summary>
    public static void WriteMoment(this Utf8JsonWriter json, ReadOnlySpan<byte> name, long utcTicks, int offsetMinutes = 0)
    {
        Span<byte> text = stackalloc byte[40];
        json.WriteString(name, text[..FormatMoment(text, utcTicks, offsetMinutes)]);
    }

    /// <summary>Writes the timestamp as text and says how many bytes it took; 33 always.</summary>
    public static int FormatMoment(Span<byte> target, long utcTicks, int offsetMinutes)
    {
        var offset = TimeSpan.FromMinutes(offsetMinutes);
        var timestamp = new DateTimeOffset(utcTicks + offset.Ticks, offset);
        return Utf8Formatter.TryFormat(timestamp, target, out var length, 'O')
            ? length
            : throw new ArgumentException("Too short for a timestamp.", nameof(target));
    }

    /// <summary>32 upper-case hex digits, as the platform's ids are.</summary>
    public static void WriteHexId(this Utf8JsonWriter json, ReadOnlySpan<byte> name, ref SeededRandom random)
    {
        Span<byte> text = stackalloc byte[32];
        Hex(ref random, text);
        json.WriteString(name, text);
    }

    /// <summary>A lower-case UUID.</summary>
    public static void WriteUuid(this Utf8JsonWriter json, ReadOnlySpan<byte> name, ref SeededRandom random)
    {
        Span<byte> text = stackalloc byte[36];
        Uuid(ref random, text);
        json.WriteString(name, text);
    }

    /// <summary>Fills 36 bytes with a lower-case UUID.</summary>
    public static void Uuid(ref SeededRandom random, Span<byte> text)
    {
        Span<byte> digits = stackalloc byte[32];
        Hex(ref random, digits);
        for (var i = 0; i < digits.Length; i++) digits[i] |= 0x20;
        digits[..8].CopyTo(text);
        digits[8..12].CopyTo(text[9..]);
        digits[12..16].CopyTo(text[14..]);
        digits[16..20].CopyTo(text[19..]);
        digits[20..].CopyTo(text[24..]);
        text[8] = text[13] = text[18] = text[23] = (byte)'-';
    }

    /// <summary>As many decimal digits as asked for, as text.</summary>
    public static void WriteDigits(this Utf8JsonWriter json, ReadOnlySpan<byte> name, int count, ref SeededRandom random)
    {
        Span<byte> text = stackalloc byte[count];
        for (var i = 0; i < count; i++) text[i] = (byte)('0' + random.Below(10));
        json.WriteString(name, text);
    }

    /// <summary>Longitude and latitude.</summary>
    public static void WriteGeoCoordinates(this Utf8JsonWriter json, double longitude, double latitude)
    {
        json.WriteStartArray("geoCoordinates"u8);
        json.WriteNumberValue(longitude);
        json.WriteNumberValue(latitude);
        json.WriteEndArray();
    }

    private static void Hex(ref SeededRandom random, Span<byte> text)
    {
        ReadOnlySpan<byte> digits = "0123456789ABCDEF"u8;
        for (var i = 0; i < text.Length; i += 16)
        {
            var bits = random.NextBits();
            for (var j = 0; j < 16; j++, bits >>= 4) text[i + j] = digits[(int)(bits & 0xF)];
        }
    }
}
