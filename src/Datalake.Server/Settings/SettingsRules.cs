namespace Datalake.Server.Settings;

/// <summary>
/// The ids of the rules that <c>lake.json</c> keeps beside <see cref="Datalake.Documents.DocumentRules"/>; they do not change.
/// </summary>
public static class SettingsRules
{
    /// <summary>The address to listen on has the form of one.</summary>
    public const string ListenAddress = "listen-address";

    /// <summary>The certificate and its key are files, and a PKCS #12 file holds its key itself.</summary>
    public const string TlsFile = "tls-file";

    /// <summary>A secret is named by its place, <c>env:NAME</c> or <c>file:PATH</c>, and is not in the file itself.</summary>
    public const string SecretReference = "secret-reference";

    /// <summary>A secret that the settings name can be read, and is long enough.</summary>
    public const string SecretUnreadable = "secret-unreadable";

    /// <summary>A token, or a sender of webhooks, has a name that can stand in a log and an address.</summary>
    public const string Name = "name";

    /// <summary>A token is given by its SHA-256 in hex.</summary>
    public const string TokenHash = "token-hash";

    /// <summary>A token's roles are known ones.</summary>
    public const string TokenRole = "token-role";

    /// <summary>No two tokens have the same name or hash.</summary>
    public const string TokenRepeated = "token-repeated";

    /// <summary>An origin of CORS has the form of one, without a path.</summary>
    public const string CorsOrigin = "cors-origin";

    /// <summary>A duration has the form of one, and is within its range.</summary>
    public const string Duration = "duration";

    /// <summary>A size has the form of one, and is within its range.</summary>
    public const string Size = "size";

    /// <summary>A number is within its range.</summary>
    public const string Count = "count";

    /// <summary>A schedule is a cron expression that comes up.</summary>
    public const string Schedule = "schedule";

    /// <summary>A scheme of webhooks is one that is known.</summary>
    public const string WebhookScheme = "webhook-scheme";

    /// <summary>A sender of webhooks has one to four secrets.</summary>
    public const string WebhookSecrets = "webhook-secrets";

    /// <summary>An option of webhooks goes with the scheme, and has the form of one.</summary>
    public const string WebhookOption = "webhook-option";

    /// <summary>A sender of webhooks has either a dataset or datasets by topic.</summary>
    public const string WebhookDataset = "webhook-dataset";

    /// <summary>The datasets that the settings name are in the lake.</summary>
    public const string DatasetUnknown = "dataset-unknown";

    /// <summary>A source is of a kind that this version can pull from.</summary>
    public const string SourceKind = "source-kind";

    /// <summary>Who can be reached from other machines has tokens.</summary>
    public const string ExposedWithoutTokens = "exposed-without-tokens";

    /// <summary>Who can be reached from other machines has TLS, or a proxy that has it.</summary>
    public const string ExposedWithoutTls = "exposed-without-tls";

    /// <summary><c>--no-auth</c> is for this machine alone.</summary>
    public const string ExposedWithoutAccess = "exposed-without-access";
}
