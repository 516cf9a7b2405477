using Datalake.Server.Settings;

namespace Datalake.Server.Webhooks;

/// <summary>The topics by which a platform asks for the data of a person or a shop, or for erasing it. Each app gets them.</summary>
internal static class PrivacyTopics
{
    private static readonly string[] Shopify = ["customers/data_request", "customers/redact", "shop/redact"];

    /// <summary>Those that a scheme has.</summary>
    public static IReadOnlyList<string> Of(WebhookScheme scheme) => scheme == WebhookScheme.Shopify ? Shopify : [];

    /// <summary>Whether a topic is one of them. Such a delivery goes to no dataset: it would bring personal data into the lake.</summary>
    public static bool Are(WebhookScheme scheme, string topic) =>
        Of(scheme).Contains(topic, StringComparer.Ordinal);
}
