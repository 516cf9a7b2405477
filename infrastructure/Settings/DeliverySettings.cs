namespace Datalake.Infrastructure.Settings;

/// <summary>The delivery streams. A stream writes a stage file at whichever comes first.</summary>
/// <param name="BufferMiB">So much has come.</param>
/// <param name="IntervalSeconds">So long it has waited.</param>
/// <param name="ThroughputMiB">How many MiB a second a stream takes.</param>
internal sealed record DeliverySettings(int BufferMiB, int IntervalSeconds, int ThroughputMiB)
{
    // https://docs.aws.amazon.com/firehose/latest/dev/limits.html: Direct PUT, 5 MiB a second in these regions, 1 in others.
    private static readonly string[] FastRegions = ["us-east-1", "us-west-2", "eu-west-1"];

    /// <summary>Reads them. The limits of buffering are those of a stream that converts to Parquet.</summary>
    /// <param name="reader">Gives the settings.</param>
    public static DeliverySettings Read(SettingsReader reader) => new(
        reader.Whole("deliveryBuffer", 128, 64, 128, "MiB"),
        reader.Whole("deliveryInterval", 300, 0, 900, "seconds"),
        reader.OptionalWhole("deliveryThroughput", 1, 1000, "MiB a second")
            ?? (reader.Region is { } region && FastRegions.Contains(region, StringComparer.Ordinal) ? 5 : 1));
}
