using System.Text.Json;

namespace Datalake.Aws.Operations.Redriving;

/// <summary>
/// Tells what a dead letter is by its body. A function's dead-letter queue gets the event as it was; an on-failure destination wraps it as
/// <c>requestPayload</c> (AWS Lambda Developer Guide, "Capturing records of Lambda asynchronous invocations"); a subscription's dead-letter
/// queue gets the topic's envelope (Amazon SNS Developer Guide, "Amazon SNS dead-letter queues"); a rule's gets the event.
/// </summary>
public static class DeadLetterReader
{
    /// <summary>Reads a body.</summary>
    /// <param name="body">The text of the message.</param>
    public static DeadLetter Read(string? body)
    {
        if (string.IsNullOrWhiteSpace(body)) return DeadLetter.Unknown("it is empty");
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            return Read(root.ValueKind == JsonValueKind.Object && root.TryGetProperty("requestPayload", out var payload) ? payload : root);
        }
        catch (JsonException)
        {
            return DeadLetter.Unknown("it is not JSON");
        }
    }

    private static DeadLetter Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object) return DeadLetter.Unknown("it is no JSON object");
        if (Text(root, "Type") == "Notification") return ReadNotifications([root]);
        if (root.TryGetProperty("Records", out var records) && records.ValueKind == JsonValueKind.Array && records.GetArrayLength() > 0)
        {
            return ReadNotifications(records.EnumerateArray().Select(record => Member(record, "Sns")));
        }

        return Text(root, "source") == "aws.events" && Text(root, "detail-type") == "Scheduled Event"
            ? new DeadLetter(DeadLetterKind.Schedule, [], null)
            : DeadLetter.Unknown("it is neither a topic's notification nor a schedule's event");
    }

    private static DeadLetter ReadNotifications(IEnumerable<JsonElement> envelopes)
    {
        var notifications = new List<Notification>();
        foreach (var envelope in envelopes)
        {
            if (Text(envelope, "TopicArn") is not { Length: > 0 } topic || Text(envelope, "Message") is not { Length: > 0 } message)
                return DeadLetter.Unknown("a record in it is no topic's notification");
            notifications.Add(new Notification(topic, message, Text(envelope, "Subject") is { Length: > 0 } subject ? subject : null));
        }

        return new DeadLetter(DeadLetterKind.Notifications, notifications, null);
    }

    private static JsonElement Member(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var member) ? member : default;

    private static string? Text(JsonElement parent, string name) =>
        Member(parent, name) is { ValueKind: JsonValueKind.String } member ? member.GetString() : null;
}
