using System.Globalization;

namespace Datalake.Storage;

/// <summary>The UTC hour in which the delivery stream took a record. Written <c>yyyyMMddHH</c>.</summary>
public readonly record struct IngestionHour : IComparable<IngestionHour>
{
    private IngestionHour(DateTime start)
    {
        Start = start;
    }

    /// <summary>The start of the hour, UTC.</summary>
    public DateTime Start { get; }

    /// <summary>The start of the next hour, UTC.</summary>
    public DateTime End => Start.AddHours(1);

    /// <summary>The hour that holds a timestamp.</summary>
    /// <param name="timestamp">The timestamp, any offset.</param>
    public static IngestionHour Of(DateTimeOffset timestamp)
    {
        var utc = timestamp.UtcDateTime;
        return new IngestionHour(new DateTime(utc.Year, utc.Month, utc.Day, utc.Hour, 0, 0, DateTimeKind.Utc));
    }

    /// <summary>Reads <c>yyyyMMddHH</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="hour">The hour.</param>
    /// <returns>False when the text is no such hour.</returns>
    public static bool TryParse(string? text, out IngestionHour hour)
    {
        var read = DateTime.TryParseExact(
            text,
            "yyyyMMddHH",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var start
        );
        hour = read ? new IngestionHour(start) : default;
        return read;
    }

    /// <inheritdoc/>
    public int CompareTo(IngestionHour other) => Start.CompareTo(other.Start);

    /// <summary>Earlier.</summary>
    public static bool operator <(IngestionHour left, IngestionHour right) => left.Start < right.Start;

    /// <summary>Later.</summary>
    public static bool operator >(IngestionHour left, IngestionHour right) => left.Start > right.Start;

    /// <summary>Not later.</summary>
    public static bool operator <=(IngestionHour left, IngestionHour right) => left.Start <= right.Start;

    /// <summary>Not earlier.</summary>
    public static bool operator >=(IngestionHour left, IngestionHour right) => left.Start >= right.Start;

    /// <inheritdoc/>
    public override string ToString() => Start.ToString("yyyyMMddHH", CultureInfo.InvariantCulture);
}
