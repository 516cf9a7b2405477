using System.Text.Json;
using Datalake.Datasets;
using Datalake.Documents;

namespace Datalake.Server.Settings.Reading;

/// <summary>Reads <c>webhooks</c>.</summary>
internal static class WebhookReading
{
    private const int MostSecrets = 4;

    private static readonly Dictionary<string, (WebhookScheme Scheme, WebhookTopic? Topic)> Schemes = new(StringComparer.Ordinal)
    {
        ["shopify"] = (WebhookScheme.Shopify, new WebhookTopic(true, "X-Shopify-Topic")),
        ["github"] = (WebhookScheme.GitHub, new WebhookTopic(true, "X-GitHub-Event")),
        ["stripe"] = (WebhookScheme.Stripe, new WebhookTopic(false, "type")),
        ["token"] = (WebhookScheme.Token, null),
    };

    public static Dictionary<string, WebhookSettings> Read(DocumentNode? node)
    {
        var webhooks = new Dictionary<string, WebhookSettings>(StringComparer.Ordinal);
        foreach (var (name, value) in node?.AsProperties() ?? [])
        {
            var isNamed = value.IsName(name);
            if (ReadOne(value) is { } webhook && isNamed) webhooks.Add(name, webhook);
        }

        return webhooks;
    }

    private static WebhookSettings? ReadOne(DocumentNode node)
    {
        if (node.AsObject(SettingsProperties.OfWebhook) is not { } webhook) return null;
        var scheme = ReadScheme(webhook.Required(SettingsProperties.Scheme));
        var secrets = ReadSecrets(webhook.Required(SettingsProperties.Secrets));
        var topic = ReadTopic(webhook.Optional(SettingsProperties.Topic)) ?? scheme?.Topic;
        var routes = ReadRoutes(node, webhook, scheme is null || topic is not null);
        var tolerance = ReadTolerance(webhook.Optional(SettingsProperties.Tolerance), scheme?.Scheme);
        var header = ReadHeader(webhook.Optional(SettingsProperties.Header), scheme?.Scheme);
        var headers = ReadHeaders(webhook.Optional(SettingsProperties.Headers));
        var erasures = ErasureReading.Read(webhook.Optional(SettingsProperties.Erase), scheme?.Scheme);
        if (scheme is null) return null;
        var settings = new WebhookSettings { Scheme = scheme.Value.Scheme, Secrets = secrets, Routes = routes };
        return settings with
        {
            Topic = topic,
            Tolerance = tolerance ?? settings.Tolerance,
            TokenHeader = header ?? settings.TokenHeader,
            Headers = headers,
            Erasures = erasures,
        };
    }

    private static (WebhookScheme Scheme, WebhookTopic? Topic)? ReadScheme(DocumentNode? node)
    {
        if (node?.AsString() is not { } text) return null;
        if (Schemes.TryGetValue(text, out var scheme)) return scheme;
        node.Report(
            SettingsRules.WebhookScheme,
            $"A scheme is one of {string.Join(", ", Schemes.Keys)}, but is '{Excerpt.Around(text, 0)}'.{NearestName.Hint(text, Schemes.Keys)}");
        return null;
    }

    private static KeyReference[] ReadSecrets(DocumentNode? node)
    {
        if (node.Hidden()?.AsArray() is not { } items) return [];
        if (items.Count is 0 or > MostSecrets)
            node!.Report(
                SettingsRules.WebhookSecrets,
                $"Name one to {MostSecrets} secrets: the one in use, and during a rotation the other one too. There are {items.Count}.");
        return [.. items.Select(item => item.AsSecret()).OfType<KeyReference>()];
    }

    private static WebhookTopic? ReadTopic(DocumentNode? node)
    {
        if (node?.AsString() is not { } text) return null;
        if (!WebhookTopic.TryParse(text, out var topic))
            node.Report(
                SettingsRules.WebhookOption,
                $"The topic is where 'header:NAME' or 'body:NAME' says, such as \"header:X-Topic\", but is '{Excerpt.Around(text, 0)}'.");
        return topic;
    }

    private static IReadOnlyList<WebhookRoute> ReadRoutes(DocumentNode node, DocumentObject webhook, bool hasTopic)
    {
        var dataset = webhook.Optional(SettingsProperties.Dataset);
        var datasets = webhook.Optional(SettingsProperties.Datasets);
        if (dataset is null == datasets is null)
        {
            node.Report(
                SettingsRules.WebhookDataset,
                "Give either 'dataset', which takes every delivery, or 'datasets', a dataset for each topic; there is " +
                (dataset is null ? "none of them." : "both."));
            return [];
        }

        if (dataset is not null) return dataset.AsString() is { } name ? [new WebhookRoute(WebhookRoute.Any, name)] : [];
        if (datasets!.AsProperties() is not { } topics) return [];
        if (topics.Count == 0) datasets.Report(DocumentRules.ListEmpty, "Name a dataset for at least one topic.");
        if (!hasTopic)
            datasets.Report(
                SettingsRules.WebhookDataset,
                "The scheme 'token' has no topics of its own. Say where they are, e.g. \"topic\": \"header:X-Topic\", or give one 'dataset'.");
        var routes = topics.Select(topic => ReadRoute(topic.Name, topic.Value)).OfType<WebhookRoute>();
        return [.. routes.OrderBy(Rank).ThenByDescending(route => route.Topic.Length)];
    }

    private static int Rank(WebhookRoute route) => route.Topic.EndsWith('*') ? 1 : 0;

    private static WebhookRoute? ReadRoute(string topic, DocumentNode node)
    {
        if (topic.Length == 0 || topic.AsSpan(0, topic.Length - 1).Contains('*'))
        {
            node.Report(
                SettingsRules.WebhookOption,
                $"A topic is a name, or the beginning of names and '*' at its end, such as \"orders/*\", but is '{Excerpt.Around(topic, 0)}'.");
            return null;
        }

        if (node.Element.ValueKind == JsonValueKind.Null) return new WebhookRoute(topic, null);
        return node.AsString() is { } dataset ? new WebhookRoute(topic, dataset) : null;
    }

    private static TimeSpan? ReadTolerance(DocumentNode? node, WebhookScheme? scheme)
    {
        if (node is not null && scheme is not (null or WebhookScheme.Stripe))
            node.Report(SettingsRules.WebhookOption, "Only the signatures of 'stripe' have a timestamp. Take 'tolerance' out.");
        return node?.AsDuration(TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
    }

    private static string? ReadHeader(DocumentNode? node, WebhookScheme? scheme)
    {
        if (node is not null && scheme is not (null or WebhookScheme.Token))
            node.Report(SettingsRules.WebhookOption, "Only 'token' has a header to name; the other schemes have their own. Take 'header' out.");
        return node?.AsString() is { } text ? HeaderName(node, text) : null;
    }

    private static IReadOnlyList<string> ReadHeaders(DocumentNode? node) =>
        node is null ? [] : [.. node.AsTexts().Select(item => HeaderName(item.Node, item.Text)).OfType<string>()];

    private static string? HeaderName(DocumentNode node, string text)
    {
        if (WebhookTopic.IsHeaderName(text)) return text;
        node.Report(SettingsRules.WebhookOption, $"The name of a header is letters, digits, '-' and '_', but is '{Excerpt.Around(text, 0)}'.");
        return null;
    }
}
