using Datalake.Server.Settings;
using Microsoft.AspNetCore.Http;

namespace Datalake.Server.Webhooks;

/// <summary>The headers that are kept with the records of a delivery.</summary>
internal static class WebhookHeaders
{
    private static readonly string[] Shopify =
    [
        "X-Shopify-Topic", "X-Shopify-Shop-Domain", "X-Shopify-API-Version", "X-Shopify-Webhook-Id", "X-Shopify-Event-Id", "X-Shopify-Triggered-At",
    ];

    private static readonly string[] GitHub = ["X-GitHub-Event", "X-GitHub-Delivery", "X-GitHub-Hook-ID"];

    /// <summary>Their names, without that of the proof.</summary>
    public static IReadOnlyList<string> NamesOf(WebhookSettings settings)
    {
        IEnumerable<string> names = settings.Scheme switch
        {
            WebhookScheme.Shopify => Shopify,
            WebhookScheme.GitHub => GitHub,
            _ => [],
        };
        if (settings.Topic is { IsHeader: true, Name: var topic }) names = names.Append(topic);
        var secret = new[] { WebhookProof.HeaderOf(settings), "Authorization", "Cookie" };
        return [.. names.Concat(settings.Headers).Except(secret, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>Those that a request has, by their names in lower case, in order.</summary>
    public static SortedDictionary<string, string> Of(IHeaderDictionary headers, IEnumerable<string> names)
    {
        var kept = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (headers.TryGetValue(name, out var values)) kept[name.ToLowerInvariant()] = values.ToString();
        }

        return kept;
    }
}
