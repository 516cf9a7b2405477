using System.Text.Json;
using Amazon.Lambda.SNSEvents;

namespace Datalake.Aws.Events;

/// <summary>Takes the S3 notifications out of the SNS event that a function is called with.</summary>
public static class SnsEventReader
{
    /// <summary>Reads an event.</summary>
    /// <param name="utf8">The event's JSON text.</param>
    /// <returns>What it says, in its order; at least one notice.</returns>
    public static IReadOnlyList<ObjectNotice> Read(ReadOnlyMemory<byte> utf8)
    {
        SNSEvent? read;
        try
        {
            read = JsonSerializer.Deserialize(utf8.Span, EventJson.Default.SNSEvent);
        }
        catch (JsonException failure)
        {
            return [ObjectNotice.Malformed($"The event is no SNS event: {failure.Message}")];
        }

        if (read?.Records is not { Count: > 0 } records)
        {
            return [ObjectNotice.Malformed("The event is no SNS event: it has no Records. This function is called by an SNS topic.")];
        }

        var notices = new List<ObjectNotice>();
        foreach (var record in records)
        {
            if (record?.Sns is { } sns) notices.AddRange(S3EventReader.Read(sns.Message));
            else notices.Add(ObjectNotice.Malformed("A record of the event is not from SNS. This function is called by an SNS topic."));
        }

        return notices;
    }
}
