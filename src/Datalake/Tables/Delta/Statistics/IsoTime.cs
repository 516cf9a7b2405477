using System.Globalization;

namespace Datalake.Tables.Delta.Statistics;

/// <summary>Timestamps as microseconds since 1970 in UTC, and as text.</summary>
internal static class IsoTime
{
    private const long Epoch = 62135596800000000;
    private const long Last = 315537897599999999;

    private static readonly string[] Zoned =
    [
        "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK",
    ];

    /// <summary>The text with as many digits of the second as it needs, and <c>Z</c>; null outside the years 0001 to 9999.</summary>
    public static string? Write(long microseconds) =>
        Of(microseconds)?.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>The text with three digits of the second, and <c>Z</c>; null outside the years 0001 to 9999.</summary>
    public static string? WriteMilliseconds(long microseconds) =>
        Of(microseconds)?.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Reads a timestamp.</summary>
    /// <param name="text">The text.</param>
    /// <param name="microseconds">The timestamp; without a zone it is taken as UTC.</param>
    /// <param name="hasZone">Whether the text has a zone.</param>
    public static bool TryParse(string text, out long microseconds, out bool hasZone)
    {
        microseconds = 0;
        hasZone = false;
        if (!DateTime.TryParseExact(text, Zoned, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var read)) return false;
        hasZone = read.Kind != DateTimeKind.Unspecified;
        var utc = read.Kind == DateTimeKind.Local
            ? DateTimeOffset.ParseExact(text, Zoned, CultureInfo.InvariantCulture, DateTimeStyles.None).UtcTicks
            : read.Ticks;
        microseconds = (utc / TimeSpan.TicksPerMicrosecond) - Epoch;
        return true;
    }

    private static DateTime? Of(long microseconds) =>
        microseconds < -Epoch || microseconds > Last - Epoch
            ? null
            : new DateTime((microseconds + Epoch) * TimeSpan.TicksPerMicrosecond, DateTimeKind.Utc);
}
