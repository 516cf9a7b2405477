using Datalake.Documents;
using Datalake.Server.Webhooks;

namespace Datalake.Server.Settings.Reading;

/// <summary>Reads <c>erase</c> of a sender of webhooks.</summary>
internal static class ErasureReading
{
    public static IReadOnlyList<WebhookErasure> Read(DocumentNode? node, WebhookScheme? scheme)
    {
        var erasures = new List<WebhookErasure>();
        foreach (var (topic, list) in node?.AsProperties() ?? [])
        {
            if (scheme is { } known && !PrivacyTopics.Of(known).Contains(topic, StringComparer.Ordinal))
                list.Report(
                    SettingsRules.WebhookOption,
                    $"The topic '{Excerpt.Around(topic, 0)}' asks for no erasure in this scheme. Take it out.{NearestName.Hint(topic, PrivacyTopics.Of(known))}");
            foreach (var item in list.AsArray() ?? [])
            {
                if (item.AsObject(SettingsProperties.OfErasure) is not { } erasure) continue;
                var dataset = erasure.Required(SettingsProperties.Dataset)?.AsString();
                var where = ReadWhere(erasure.Required(SettingsProperties.Where));
                if (dataset is not null && where is not null) erasures.Add(new WebhookErasure(topic, dataset, where));
            }
        }

        return erasures;
    }

    private static ErasureCondition? ReadWhere(DocumentNode? node)
    {
        if (node?.AsString() is not { } text) return null;
        if (!ErasureCondition.TryParse(text, out var condition, out var problem))
            node.Report(
                SettingsRules.WebhookOption,
                $"A condition of erase with values of the request in braces, such as \"customer.id = {{customer.id}}\", but is '{Excerpt.Around(text, 0)}'. {problem}");
        return condition;
    }
}
