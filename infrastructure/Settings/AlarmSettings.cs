namespace Datalake.Infrastructure.Settings;

/// <summary>The alarms.</summary>
/// <param name="Email">Who is notified; null for nobody, the alarms are there all the same.</param>
/// <param name="NoArrivalsHours">After how many hours without an arrival of a dataset.</param>
/// <param name="QuarantineRecords">How many records of a dataset may go to quarantine in an hour without an alarm.</param>
internal sealed record AlarmSettings(string? Email, int NoArrivalsHours, int QuarantineRecords)
{
    /// <summary>Reads them.</summary>
    /// <param name="reader">Gives the settings.</param>
    public static AlarmSettings Read(SettingsReader reader)
    {
        var email = reader.Optional("alarmEmail");
        if (email is not null && !IsAddress(email)) reader.Report("alarmEmail", $"must be an e-mail address, but is '{email}'.");
        return new AlarmSettings(
            email, reader.Whole("noArrivalsHours", 6, 1, 24, "hours"), reader.Whole("quarantineRecords", 0, 0, 1_000_000_000, "records"));
    }

    private static bool IsAddress(string text) =>
        text.Split('@') is [{ Length: > 0 }, { Length: > 2 } host]
        && host.Contains('.', StringComparison.Ordinal)
        && !text.Any(char.IsWhiteSpace);
}
