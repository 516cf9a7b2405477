using System.Globalization;

namespace Datalake.Cli.Output;

/// <summary>Figures for people.</summary>
internal static class Amount
{
    private static readonly string[] Units = ["bytes", "KB", "MB", "GB", "TB", "PB"];

    /// <summary>A count with commas: <c>12,345</c>.</summary>
    public static string Of(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Bytes in the unit that leaves one to three digits before the point: <c>12.3 MB</c>, of 1,000 KB each.</summary>
    public static string OfBytes(double bytes)
    {
        var unit = 0;
        for (; Math.Abs(bytes) >= 999.5 && unit < Units.Length - 1; unit++) bytes /= 1000;
        return string.Create(CultureInfo.InvariantCulture, $"{bytes:0.#} {Units[unit]}");
    }

    /// <summary>A count with its noun: <c>1 record</c>, <c>2 records</c>.</summary>
    public static string Of(long count, string noun) => $"{Of(count)} {noun}{(count == 1 ? string.Empty : "s")}";
}
