using System.Text.Json.Serialization;

namespace Amazon.Lambda.CloudWatchEvents;

/// <summary>
/// An event of EventBridge (once CloudWatch Events). See https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html.
/// </summary>
/// <typeparam name="T">What the service that made the event says.</typeparam>
public class CloudWatchEvent<T>
{
    /// <summary>The version of the format, <c>0</c>.</summary>
    public string Version { get; set; } = null!;

    /// <summary>The number of the account, 12 digits.</summary>
    public string Account { get; set; } = null!;

    /// <summary>The region the event comes from.</summary>
    public string Region { get; set; } = null!;

    /// <summary>What the service says.</summary>
    public T Detail { get; set; } = default!;

    /// <summary>What kind of event it is, as <c>Scheduled Event</c>.</summary>
    [JsonPropertyName("detail-type")]
    public string DetailType { get; set; } = null!;

    /// <summary>The service, as <c>aws.events</c>.</summary>
    public string Source { get; set; } = null!;

    /// <summary>When it happened, UTC; for a schedule the time that it was due.</summary>
    public DateTime Time { get; set; }

    /// <summary>Its id. An event that comes twice keeps it.</summary>
    public string Id { get; set; } = null!;

    /// <summary>The ARNs of what it is about; for a schedule that of the rule.</summary>
    public List<string> Resources { get; set; } = null!;
}
