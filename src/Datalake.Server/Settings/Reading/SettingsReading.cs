using Datalake.Documents;

namespace Datalake.Server.Settings.Reading;

/// <summary>Reads <c>lake.json</c> from top to bottom.</summary>
internal static class SettingsReading
{
    /// <summary>The settings; those that have a problem or are not there have their default.</summary>
    public static ServerSettings Read(DocumentNode root, TimeProvider time)
    {
        var settings = new ServerSettings();
        if (root.AsObject(SettingsProperties.OfSettings) is not { } given) return settings;
        _ = given.Optional(SettingsProperties.Schema)?.AsString();
        SourceReading.Check(given.Optional(SettingsProperties.Sources));
        return settings with
        {
            Listen = ReadListen(given.Optional(SettingsProperties.Listen)) ?? settings.Listen,
            BehindProxy = given.Optional(SettingsProperties.BehindProxy)?.AsBoolean() ?? settings.BehindProxy,
            Tls = TlsReading.Read(given.Optional(SettingsProperties.Tls)),
            Tokens = TokenReading.Read(given.Optional(SettingsProperties.Tokens)),
            CorsOrigins = CorsReading.Read(given.Optional(SettingsProperties.Cors)),
            Mcp = given.Optional(SettingsProperties.Mcp)?.AsBoolean() ?? settings.Mcp,
            Limits = PartReading.ReadLimits(given.Optional(SettingsProperties.Limits)),
            Seal = PartReading.ReadSeal(given.Optional(SettingsProperties.Seal)),
            Schedules = PartReading.ReadSchedules(given.Optional(SettingsProperties.Schedules), time),
            Retention = PartReading.ReadRetention(given.Optional(SettingsProperties.Retention)),
            Webhooks = WebhookReading.Read(given.Optional(SettingsProperties.Webhooks)),
        };
    }

    private static ListenAddress? ReadListen(DocumentNode? node)
    {
        if (node?.AsString() is not { } text) return null;
        if (!ListenAddress.TryParse(text, out var address))
            node.Report(
                SettingsRules.ListenAddress,
                "Has to be an address of this machine and a port, such as \"127.0.0.1:8080\", \"[::1]:8080\", \"localhost:8080\", or \"*:8080\" for " +
                $"every address, but is '{Excerpt.Around(text, 0)}'.");
        return address;
    }
}
