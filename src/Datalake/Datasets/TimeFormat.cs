using NodaTime;

namespace Datalake.Datasets;

/// <summary>How the values of a timestamp or date column are written in the records.</summary>
public sealed class TimeFormat
{
    internal TimeFormat(IReadOnlyList<TimePattern> patterns, DateTimeZone? zone)
    {
        Tried = [.. patterns];
        TimeZone = zone;
    }

    /// <summary>ISO 8601; without an offset UTC.</summary>
    public static TimeFormat Default { get; } = new([TimePattern.Iso], zone: null);

    /// <summary>A count of milliseconds since 1970.</summary>
    internal static TimeFormat Milliseconds { get; } = new([TimePattern.Milliseconds], zone: null);

    /// <summary>The formats, in the order in which they are tried.</summary>
    public IReadOnlyList<TimePattern> Patterns => Tried;

    internal TimePattern[] Tried { get; }

    /// <summary>The zone of the values that have no offset, by its name in the time zone database; null for UTC.</summary>
    public string? Zone => TimeZone?.Id;

    internal DateTimeZone? TimeZone { get; }

    /// <summary>The formats and the zone, for messages.</summary>
    public override string ToString() => string.Join(", ", Patterns) + (Zone is null ? "" : $" (zone {Zone})");
}
