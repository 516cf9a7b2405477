using System.Globalization;

namespace Datalake.Page.Common;

/// <summary>How the page writes numbers and times: the same for everybody, whatever the machine's language.</summary>
internal static class Show
{
    private static readonly string[] ByteUnits = ["B", "kB", "MB", "GB", "TB", "PB"];

    /// <summary>A whole number, such as <c>12,345</c>.</summary>
    public static string Count(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>A number with its word, such as <c>1 file</c> or <c>12,345 files</c>.</summary>
    /// <param name="value">The number.</param>
    /// <param name="one">The word in the singular; the plural adds an s.</param>
    public static string Count(long value, string one) => $"{Count(value)} {one}{(value == 1 ? "" : "s")}";

    /// <summary>A number for the axis of a chart, such as <c>250</c>, <c>1.5 k</c> or <c>20 M</c>.</summary>
    public static string Short(double value) => Math.Abs(value) switch
    {
        >= 1e9 => (value / 1e9).ToString("0.##", CultureInfo.InvariantCulture) + " G",
        >= 1e6 => (value / 1e6).ToString("0.##", CultureInfo.InvariantCulture) + " M",
        >= 1e3 => (value / 1e3).ToString("0.##", CultureInfo.InvariantCulture) + " k",
        _ => value.ToString("0.##", CultureInfo.InvariantCulture),
    };

    /// <summary>A size in decimal units, such as <c>1.2 MB</c>.</summary>
    public static string Bytes(double bytes)
    {
        var unit = 0;
        for (; Math.Abs(bytes) >= 999.5 && unit < ByteUnits.Length - 1; unit++) bytes /= 1000;
        return bytes.ToString(unit == 0 || Math.Abs(bytes) >= 99.95 ? "0" : "0.0", CultureInfo.InvariantCulture) + " " + ByteUnits[unit];
    }

    /// <summary>A number for each second, such as <c>0</c>, <c>3.4</c> or <c>12,345</c>.</summary>
    public static string Rate(double rate) => rate.ToString(rate is 0 or >= 100 ? "#,0" : "0.0", CultureInfo.InvariantCulture);

    /// <summary>A length of time in its largest unit, such as <c>3 s</c>, <c>12 min</c>, <c>5 h</c> or <c>9 d</c>.</summary>
    public static string Age(TimeSpan age) => age switch
    {
        { TotalSeconds: < 0.95 } => "0 s",
        { TotalSeconds: < 119.5 } => Number(age.TotalSeconds, "s"),
        { TotalMinutes: < 119.5 } => Number(age.TotalMinutes, "min"),
        { TotalHours: < 47.5 } => Number(age.TotalHours, "h"),
        _ => Number(age.TotalDays, "d"),
    };

    /// <summary>A timestamp, such as <c>2026-11-27 18:59:01 UTC</c>.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + " UTC";

    /// <summary>A share of 1 in percent, such as <c>0.4 %</c>.</summary>
    public static string Share(double share) =>
        (share * 100).ToString(share is 0 or 1 ? "0" : Math.Abs(share) < 0.001 ? "0.###" : "0.0", CultureInfo.InvariantCulture) + " %";

    private static string Number(double value, string unit) => value.ToString("0", CultureInfo.InvariantCulture) + " " + unit;
}
