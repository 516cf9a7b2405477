using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Datalake.Documents;
using Datalake.Protection;
using Datalake.Server.Settings;

namespace Datalake.Server.Tests.Settings;

public sealed class ServerSecretsTests : IDisposable
{
    private const string Secret = "a secret of the shop";

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_secrets_of_webhooks_are_read_from_their_places()
    {
        var path = folder.Write("old", Secret + "\n");
        var settings = SampleSettings.Read($$"""{"webhooks":{"shop":{"scheme":"shopify","secrets":["env:NEW","file:{{path}}"],"dataset":"a"} } }""").Require();

        using var secrets = ServerSecrets.Read(settings, SampleSettings.Source, Reader(("NEW", "another secret of it")));

        Assert.Equal(["another secret of it", Secret], secrets.Webhook("shop").Select(secret => System.Text.Encoding.UTF8.GetString(secret)));
        Assert.Null(secrets.Certificate);
    }

    [Fact]
    public void Every_secret_that_is_missing_is_reported_at_once_and_none_is_shown()
    {
        var settings = SampleSettings.ReadWith("""{"tls":{"certificate":"file:/no/such.pem","key":null,"password":null}}""").Require();

        var failure = Assert.Throws<DocumentException>(() => ServerSecrets.Read(settings, SampleSettings.Source, Reader(("PAY_SECRET", "too short"), ("TILL_SECRET", Secret))));

        Assert.Equal(
            ["$.tls", "$.webhooks.pay.secrets[0]", "$.webhooks.shop.secrets[0]", "$.webhooks.shop.secrets[1]"],
            failure.Problems.Select(problem => problem.Path).Order(StringComparer.Ordinal));
        Assert.All(failure.Problems, problem => Assert.Equal(SettingsRules.SecretUnreadable, problem.Rule));
        Assert.DoesNotContain("too short", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void A_certificate_is_read_with_its_key(bool isPkcs12, bool isEncrypted)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var made = Certificate(key);
        var parameters = new PbeParameters(PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 1000);
        if (isPkcs12) File.WriteAllBytes(folder["tls.pfx"], made.Export(X509ContentType.Pkcs12, Secret));
        else folder.Write("tls.pem", made.ExportCertificatePem());
        folder.Write("tls.key", isEncrypted ? key.ExportEncryptedPkcs8PrivateKeyPem(Secret, parameters) : key.ExportPkcs8PrivateKeyPem());
        var tls = isPkcs12 ? $$"""{"certificate":"file:{{folder["tls.pfx"]}}","password":"env:P"}"""
            : $$"""{"certificate":"file:{{folder["tls.pem"]}}","key":"file:{{folder["tls.key"]}}"{{(isEncrypted ? ",\"password\":\"env:P\"" : "")}} }""";

        using var secrets = ServerSecrets.Read(SampleSettings.Read($$"""{"tls":{{tls}} }""").Require(), SampleSettings.Source, Reader(("P", Secret)));

        Assert.Equal(made.Thumbprint, secrets.Certificate!.Thumbprint);
        Assert.True(secrets.Certificate.HasPrivateKey);
    }

    [Fact]
    public void A_key_of_another_certificate_is_refused()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var made = Certificate(key);
        folder.Write("tls.pem", made.ExportCertificatePem());
        folder.Write("tls.key", other.ExportPkcs8PrivateKeyPem());
        Refused($$"""{"certificate":"file:{{folder["tls.pem"]}}","key":"file:{{folder["tls.key"]}}"}""");
        Refused($$"""{"certificate":"file:{{folder["tls.pem"]}}"}""");
        folder.Write("tls.pem", "nonsense");
        Refused($$"""{"certificate":"file:{{folder["tls.pem"]}}","key":"file:{{folder["tls.key"]}}"}""");
    }

    private static void Refused(string tls)
    {
        var settings = SampleSettings.Read($$"""{"tls":{{tls}} }""").Require();
        var failure = Assert.Throws<DocumentException>(() => ServerSecrets.Read(settings, SampleSettings.Source, Reader()));
        Assert.Equal("$.tls", Assert.Single(failure.Problems).Path);
    }

    private static X509Certificate2 Certificate(ECDsa key) =>
        new CertificateRequest("CN=lake", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));

    private static SecretReader Reader(params (string Name, string Value)[] variables) =>
        new(name => variables.FirstOrDefault(variable => variable.Name == name).Value, "lake.json");
}
