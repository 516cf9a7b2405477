namespace Datalake.Server.Settings;

/// <summary>Which dataset takes the deliveries of a topic.</summary>
/// <param name="Topic">A topic, or the beginning of topics and <c>*</c>: <c>orders/create</c>, <c>orders/*</c>, <c>*</c>.</param>
/// <param name="Dataset">The dataset's name; null when such deliveries are answered and not stored.</param>
public sealed record WebhookRoute(string Topic, string? Dataset)
{
    /// <summary>The topic of a route that takes every delivery.</summary>
    public const string Any = "*";

    /// <summary>Whether a delivery of a topic takes this route.</summary>
    /// <param name="topic">The topic; empty when a delivery has none.</param>
    public bool Takes(string topic)
    {
        ArgumentNullException.ThrowIfNull(topic);
        return Topic is [.. var beginning, '*']
            ? topic.StartsWith(beginning, StringComparison.Ordinal)
            : string.Equals(Topic, topic, StringComparison.Ordinal);
    }
}
