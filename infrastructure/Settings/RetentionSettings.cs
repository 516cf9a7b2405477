namespace Datalake.Infrastructure.Settings;

/// <summary>How many days things are kept. Consumable tables are kept forever.</summary>
/// <param name="RawDays">Arrivals in new raw buckets; 0: forever. Everything can be made again from them.</param>
/// <param name="StructuredDays">Structured objects.</param>
/// <param name="StageDays">Stage files.</param>
/// <param name="QuarantineDays">Quarantine entries.</param>
/// <param name="NoncurrentDays">Versions that were replaced or deleted, in every bucket.</param>
/// <param name="LogDays">Logs.</param>
internal sealed record RetentionSettings(
    int RawDays, int StructuredDays, int StageDays, int QuarantineDays, int NoncurrentDays, int LogDays)
{
    private const int TenYears = 3650;

    // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
    private static readonly int[] LogDaysAllowed =
        [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

    /// <summary>Reads them.</summary>
    /// <param name="reader">Gives the settings.</param>
    public static RetentionSettings Read(SettingsReader reader)
    {
        var settings = new RetentionSettings(
            reader.Whole("rawDays", 0, 0, TenYears, "days"),
            reader.Whole("structuredDays", 30, 3, TenYears, "days"),
            reader.Whole("stageDays", 90, 3, TenYears, "days"),
            reader.Whole("quarantineDays", 365, 7, TenYears, "days"),
            reader.Whole("noncurrentDays", 30, 1, TenYears, "days"),
            reader.Whole("logDays", 30, 1, LogDaysAllowed[^1], "days"));
        if (Array.IndexOf(LogDaysAllowed, settings.LogDays) < 0)
            reader.Report(
                "logDays",
                $"must be a number of days that CloudWatch takes ({string.Join(", ", LogDaysAllowed)}), but is {settings.LogDays}."
            );
        if (settings.RawDays is > 0 and < 7) reader.Report("rawDays", $"must be 0 (forever) or at least 7, but is {settings.RawDays}.");
        return settings;
    }
}
