using System.Text.Json;

namespace Datalake.Aws.Events;

/// <summary>Takes the S3 notifications out of the SNS event that a function is called with.</summary>
public static class SnsEventReader
{
    /// <summary>Reads an event.</summary>
    /// <param name="utf8">The event's JSON text.</param>
    /// <returns>What it says, in its order; at least one notice.</returns>
    public static IReadOnlyList<ObjectNotice> Read(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8);
            return Read(document.RootElement);
        }
        catch (JsonException failure)
        {
            return [ObjectNotice.Malformed($"The event is not JSON: {failure.Message}")];
        }
    }

    private static List<ObjectNotice> Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("Records", out var records)
            || records.ValueKind != JsonValueKind.Array || records.GetArrayLength() == 0)
        {
            return [ObjectNotice.Malformed("The event is no SNS event: it has no Records. This function is called by an SNS topic.")];
        }

        var notices = new List<ObjectNotice>();
        foreach (var record in records.EnumerateArray())
        {
            if (record.ValueKind == JsonValueKind.Object && record.TryGetProperty("Sns", out var sns) && sns.ValueKind == JsonValueKind.Object)
            {
                notices.AddRange(S3EventReader.Read(sns.TryGetProperty("Message", out var message) && message.ValueKind == JsonValueKind.String ? message.GetString() : null));
            }
            else
            {
                notices.Add(ObjectNotice.Malformed("A record of the event is not from SNS. This function is called by an SNS topic."));
            }
        }

        return notices;
    }
}
