using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Datalake.Documents;
using Datalake.Protection;

namespace Datalake.Server.Settings;

/// <summary>What the settings name and do not hold: the secrets of webhooks and the certificate. Read when the server starts.</summary>
public sealed class ServerSecrets : IDisposable
{
    private readonly Dictionary<string, IReadOnlyList<byte[]>> webhooks;

    private ServerSecrets(Dictionary<string, IReadOnlyList<byte[]>> webhooks, X509Certificate2? certificate)
    {
        this.webhooks = webhooks;
        Certificate = certificate;
    }

    /// <summary>The certificate for TLS; null without TLS.</summary>
    public X509Certificate2? Certificate { get; }

    /// <summary>The secrets of a sender of webhooks.</summary>
    /// <param name="source">The sender's name in the settings.</param>
    public IReadOnlyList<byte[]> Webhook(string source) => webhooks[source];

    /// <summary>Reads all of them.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="source">Where the settings come from; the problems name it.</param>
    /// <param name="secrets">Reads one.</param>
    /// <exception cref="DocumentException">Some cannot be read; carries every problem.</exception>
    public static ServerSecrets Read(ServerSettings settings, string source, SecretReader secrets)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(secrets);
        var problems = new List<DocumentProblem>();
        var keys = settings.Webhooks.ToDictionary(
            webhook => webhook.Key,
            IReadOnlyList<byte[]> (webhook) =>
            [
                .. webhook.Value.Secrets
                    .Select((place, index) => Try($"{DocumentNode.PathOf("$.webhooks", webhook.Key)}.secrets[{index}]", () => secrets.Read(place)))
                    .OfType<byte[]>(),
            ],
            StringComparer.Ordinal);
        var certificate = settings.Tls is { } tls ? Try("$.tls", () => Load(tls, secrets)) : null;
        if (problems.Count == 0) return new ServerSecrets(keys, certificate);
        certificate?.Dispose();
        throw new DocumentException(problems);

        T? Try<T>(string path, Func<T> read)
            where T : class
        {
            try
            {
                return read();
            }
            catch (Exception failure)
                when (failure is SecretException or CryptographicException or ArgumentException or IOException
                    or UnauthorizedAccessException)
            {
                var message = failure is SecretException ? failure.Message : $"The certificate cannot be used: {failure.Message}";
                problems.Add(new DocumentProblem(source, path, SettingsRules.SecretUnreadable, message));
                return null;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Certificate?.Dispose();

    private static X509Certificate2 Load(TlsSettings tls, SecretReader secrets)
    {
        var password = tls.Password is { } place ? System.Text.Encoding.UTF8.GetString(secrets.Read(place, minimumBytes: 1)) : null;
        if (tls.IsPkcs12) return WithKey(X509CertificateLoader.LoadPkcs12FromFile(tls.Certificate.Name, password));
        var keyFile = tls.Key?.Name ?? tls.Certificate.Name;
        return WithKey(password is null
            ? X509Certificate2.CreateFromPemFile(tls.Certificate.Name, keyFile)
            : X509Certificate2.CreateFromEncryptedPemFile(tls.Certificate.Name, password, keyFile));
    }

    private static X509Certificate2 WithKey(X509Certificate2 certificate)
    {
        if (certificate.HasPrivateKey) return certificate;
        certificate.Dispose();
        throw new CryptographicException("its private key is not in the file");
    }
}
