using System.Globalization;

namespace Datalake.Infrastructure.Settings;

/// <summary>The tables in Athena.</summary>
/// <param name="IngestionYears">The years whose ingestion hours the raw tables show.</param>
/// <param name="ScanLimitMiB">How much one query may read; 0: as much as it likes.</param>
internal sealed record TableSettings(YearRange IngestionYears, int ScanLimitMiB)
{
    // Athena takes no less than 10 MB, the C# class no more than an int of bytes.
    private const int MinimumLimit = 10;
    private const int MostLimit = 2047;

    // S3 deletes what has expired some days later.
    private const int LateExpiry = 7;

    /// <summary>How many bytes one query may read; null: as many as it likes.</summary>
    public int? ScanLimitBytes => ScanLimitMiB == 0 ? null : ScanLimitMiB << 20;

    /// <summary>Reads them.</summary>
    /// <param name="reader">Gives the settings.</param>
    /// <param name="stageDays">How long stage files are kept: no raw table has an older hour.</param>
    public static TableSettings Read(SettingsReader reader, int stageDays)
    {
        var limit = reader.Whole("athenaScanLimit", MostLimit, 0, MostLimit, "MiB");
        if (limit is > 0 and < MinimumLimit) reader.Report("athenaScanLimit",
            $"must be 0 (no limit) or at least {MinimumLimit} MiB, but is {limit}.");
        return new TableSettings(
            Years(reader, "ingestionYears") ?? new YearRange(reader.Today.AddDays(-stageDays - LateExpiry).Year, reader.Today.Year + 1),
            limit);
    }

    private static YearRange? Years(SettingsReader reader, string setting)
    {
        if (reader.Optional(setting) is not { } text) return null;
        if (YearRange.TryParse(text, out var range)) return range;
        reader.Report(setting, $"must be two years from 1970 to 2199, the earlier first, like 2026-2027, but is '{text}'.");
        return null;
    }
}

/// <summary>A range of years, both ends in it.</summary>
/// <param name="First">The first.</param>
/// <param name="Last">The last, not before the first.</param>
internal readonly record struct YearRange(int First, int Last)
{
    /// <summary>Reads <c>2015-2030</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="range">The range.</param>
    /// <returns>False when the text is no range of years from 1970 to 2199.</returns>
    public static bool TryParse(string text, out YearRange range)
    {
        range = default;
        if (text.Split('-', StringSplitOptions.TrimEntries) is not [{ Length: 4 } first, { Length: 4 } last]) return false;
        if (!int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var from)) return false;
        if (!int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var to)) return false;
        range = new YearRange(from, to);
        return from is >= 1970 and <= 2199 && to is >= 1970 and <= 2199 && from <= to;
    }

    /// <summary>As it is read.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{First}-{Last}");
}
