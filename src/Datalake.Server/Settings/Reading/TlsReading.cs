using Datalake.Documents;

namespace Datalake.Server.Settings.Reading;

/// <summary>Reads <c>tls</c>.</summary>
internal static class TlsReading
{
    public static TlsSettings? Read(DocumentNode? node)
    {
        if (node.Hidden()?.AsObject(SettingsProperties.OfTls) is not { } tls) return null;
        var certificate = tls.Required(SettingsProperties.Certificate)?.AsFile();
        var keyNode = tls.Optional(SettingsProperties.Key);
        var key = keyNode?.AsFile();
        var password = tls.Optional(SettingsProperties.Password)?.AsSecret();
        if (certificate is null) return null;
        if (keyNode is not null && TlsSettings.IsPkcs12File(certificate.Name))
            keyNode.Report(SettingsRules.TlsFile, "A .pfx or .p12 file holds the key itself. Take 'key' out, or give the certificate as PEM.");
        return new TlsSettings(certificate, key, password);
    }
}
