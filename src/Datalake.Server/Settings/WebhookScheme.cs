namespace Datalake.Server.Settings;

/// <summary>How a webhook proves where it comes from.</summary>
public enum WebhookScheme
{
    /// <summary><c>X-Shopify-Hmac-Sha256</c>: the base64 of the body's HMAC-SHA256.</summary>
    Shopify,

    /// <summary><c>X-Hub-Signature-256</c>: <c>sha256=</c> and the hex of the body's HMAC-SHA256.</summary>
    GitHub,

    /// <summary><c>Stripe-Signature</c>: a timestamp, and the hex of the HMAC-SHA256 of the timestamp, a dot and the body.</summary>
    Stripe,

    /// <summary>A header that holds the secret itself.</summary>
    Token,
}
