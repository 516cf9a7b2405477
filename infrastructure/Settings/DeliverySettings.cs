namespace Datalake.Infrastructure.Settings;

/// <summary>When a delivery stream writes a stage file: at whichever comes first.</summary>
/// <param name="BufferMiB">So much has come.</param>
/// <param name="IntervalSeconds">So long it has waited.</param>
internal sealed record DeliverySettings(int BufferMiB, int IntervalSeconds)
{
    /// <summary>Reads them. The limits are those of a stream that converts to Parquet.</summary>
    /// <param name="reader">Gives the settings.</param>
    public static DeliverySettings Read(SettingsReader reader) => new(
        reader.Whole("deliveryBuffer", 128, 64, 128, "MiB"),
        reader.Whole("deliveryInterval", 300, 0, 900, "seconds"));
}
