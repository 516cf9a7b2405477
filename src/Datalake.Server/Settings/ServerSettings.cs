namespace Datalake.Server.Settings;

/// <summary>
/// What <c>lake.json</c> says about a server. A value of this type has passed every rule of the file; the default is that of an empty one.
/// </summary>
public sealed record ServerSettings
{
    /// <summary>The name of the file beside the lake.</summary>
    public const string FileName = "lake.json";

    /// <summary>Where the server listens. <c>127.0.0.1:8080</c> by default.</summary>
    public ListenAddress Listen { get; init; } = ListenAddress.Default;

    /// <summary>
    /// True when a proxy in front of the server ends TLS; its <c>X-Forwarded-*</c> headers are then believed. False by default.
    /// </summary>
    public bool BehindProxy { get; init; }

    /// <summary>The certificate for TLS; null, the default, for plain HTTP.</summary>
    public TlsSettings? Tls { get; init; }

    /// <summary>The tokens that are accepted; names and hashes differ. None by default: the server then makes one.</summary>
    public IReadOnlyList<TokenSettings> Tokens { get; init; } = [];

    /// <summary>The origins whose pages may call the server from a browser, such as <c>https://shop.example</c>. None by default.</summary>
    public IReadOnlyList<string> CorsOrigins { get; init; } = [];

    /// <summary>True when programs may ask the lake by the Model Context Protocol, at <c>/mcp</c>. False by default.</summary>
    public bool Mcp { get; init; }

    /// <summary>How much a request may take.</summary>
    public LimitSettings Limits { get; init; } = new();

    /// <summary>When a delivery buffer is written to the stage.</summary>
    public SealSettings Seal { get; init; } = new();

    /// <summary>When the work that goes by the clock is done.</summary>
    public ScheduleSettings Schedules { get; init; } = new();

    /// <summary>How long is kept what no recent version needs.</summary>
    public RetentionSettings Retention { get; init; } = new();

    /// <summary>The senders of webhooks by their names in <c>/v1/webhooks/{source}</c>. None by default.</summary>
    public IReadOnlyDictionary<string, WebhookSettings> Webhooks { get; init; } =
        new Dictionary<string, WebhookSettings>(StringComparer.Ordinal);
}
