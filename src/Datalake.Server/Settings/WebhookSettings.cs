using Datalake.Datasets;

namespace Datalake.Server.Settings;

/// <summary>A sender of webhooks.</summary>
public sealed record WebhookSettings
{
    /// <summary>How long a signature with a timestamp is good where nothing else is set: 5 minutes.</summary>
    public static readonly TimeSpan DefaultTolerance = TimeSpan.FromMinutes(5);

    /// <summary>How a delivery proves where it comes from.</summary>
    public required WebhookScheme Scheme { get; init; }

    /// <summary>Where the secrets are: one, and during a rotation the old and the new one. A delivery is good by any of them.</summary>
    public required IReadOnlyList<KeyReference> Secrets { get; init; }

    /// <summary>Which dataset takes a delivery, most exact topic first.</summary>
    public required IReadOnlyList<WebhookRoute> Routes { get; init; }

    /// <summary>Where a delivery's topic is; null when it has none.</summary>
    public WebhookTopic? Topic { get; init; }

    /// <summary>How far a signature's timestamp may be from now, for <see cref="WebhookScheme.Stripe"/>. 1 s to 1 h.</summary>
    public TimeSpan Tolerance { get; init; } = DefaultTolerance;

    /// <summary>The header that holds the token, for <see cref="WebhookScheme.Token"/>.</summary>
    public string TokenHeader { get; init; } = "X-Webhook-Token";

    /// <summary>The headers kept with each record, beside those that the scheme keeps anyway.</summary>
    public IReadOnlyList<string> Headers { get; init; } = [];

    /// <summary>What to erase when a platform asks for it.</summary>
    public IReadOnlyList<WebhookErasure> Erasures { get; init; } = [];
}
