namespace Datalake.Conforming;

/// <summary>
/// The change dates that are believed. A date outside is a default (0001-01-01, 9999-12-31) or a broken clock, and a table partitioned by
/// it would hide the record from every query that names a sensible range; such a record goes to quarantine.
/// </summary>
public static class ChangeDates
{
    /// <summary>The first usable change date: 1970-01-01.</summary>
    public static DateOnly First { get; } = new(1970, 1, 1);

    /// <summary>The last usable change date: 2199-12-31.</summary>
    public static DateOnly Last { get; } = new(2199, 12, 31);
}
