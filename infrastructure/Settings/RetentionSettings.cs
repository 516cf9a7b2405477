namespace Datalake.Infrastructure.Settings;

/// <summary>
/// How many days things are kept, from their arrival until the last byte is deleted. Buckets are versioned: an object that expires becomes
/// a noncurrent version first. That time is part of these days. Consumable tables are kept forever: no rule deletes a file by its age,
/// since a table's newest version may name files of any age. What a vacuum of the table deletes is a noncurrent version from then on.
/// </summary>
/// <param name="RawDays">Arrivals in new raw buckets; 0: forever. Everything can be made again from them.</param>
/// <param name="StructuredDays">Structured objects.</param>
/// <param name="StageDays">Stage files.</param>
/// <param name="QuarantineDays">Quarantine entries.</param>
/// <param name="NoncurrentDays">
/// Versions that were replaced or deleted: of raw objects, and of what never expires in the lake's bucket.
/// </param>
/// <param name="LogDays">Logs.</param>
internal sealed record RetentionSettings(
    int RawDays, int StructuredDays, int StageDays, int QuarantineDays, int NoncurrentDays, int LogDays)
{
    /// <summary>
    /// The last of these days, in which what can be made again from raw objects is a noncurrent version. S3 takes no less than 1.
    /// </summary>
    public const int RebuildableNoncurrentDays = 1;

    private const int TenYears = 3650;
    private const int ShortestRawDays = 7;

    // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html. It takes 1 too; a cluster's logs,
    // which lie in the versioned bucket, are there for 2 days at least.
    private static readonly int[] LogDaysAllowed =
        [3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

    /// <summary>Reads them.</summary>
    /// <param name="reader">Gives the settings.</param>
    public static RetentionSettings Read(SettingsReader reader)
    {
        var settings = new RetentionSettings(
            reader.Whole("rawDays", 0, 0, TenYears, "days"),
            reader.Whole("structuredDays", 30, 4, TenYears, "days"),
            reader.Whole("stageDays", 90, 4, TenYears, "days"),
            reader.Whole("quarantineDays", 365, 7, TenYears, "days"),
            reader.Whole("noncurrentDays", 30, 1, TenYears, "days"),
            reader.Whole("logDays", 30, LogDaysAllowed[0], LogDaysAllowed[^1], "days"));
        if (Array.IndexOf(LogDaysAllowed, settings.LogDays) < 0)
            reader.Report(
                "logDays",
                $"must be a number of days that CloudWatch takes ({string.Join(", ", LogDaysAllowed)}), but is {settings.LogDays}."
            );
        if (settings.RawDays > 0 && settings.RawDays < settings.NoncurrentDays + ShortestRawDays)
        {
            reader.Report("rawDays",
                $"must be 0 (forever) or at least {ShortestRawDays} more than noncurrentDays, but is {settings.RawDays}: an arrival is current " +
                $"for rawDays less noncurrentDays ({settings.NoncurrentDays}). Raise rawDays, or lower noncurrentDays.");
        }

        return settings;
    }
}
