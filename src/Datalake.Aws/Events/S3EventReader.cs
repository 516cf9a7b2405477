using System.Globalization;
using System.Text.Json;
using Datalake.Aws.Storage;
using Datalake.Storage;

namespace Datalake.Aws.Events;

/// <summary>
/// Reads S3 event notifications (Amazon S3 User Guide, "Event message structure"). Several records in one message are several notices. What
/// is no such message is a notice too, never an exception: nobody can repair an event by sending it again.
/// </summary>
public static class S3EventReader
{
    /// <summary>Reads one message.</summary>
    /// <param name="message">The JSON text of the notification.</param>
    public static IReadOnlyList<ObjectNotice> Read(string? message)
    {
        if (string.IsNullOrWhiteSpace(message))
            return [ObjectNotice.Malformed("The message is empty; an S3 event notification was expected.")];
        try
        {
            using var document = JsonDocument.Parse(message);
            return Read(document.RootElement);
        }
        catch (JsonException failure)
        {
            return [ObjectNotice.Malformed($"The message is not JSON; an S3 event notification was expected: {failure.Message}")];
        }
    }

    private static List<ObjectNotice> Read(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Object && Text(root, "Event") == "s3:TestEvent")
        {
            return [ObjectNotice.Ignored("The test event that S3 sends when notifications are set up.")];
        }

        if (
            root.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty("Records", out var records)
            || records.ValueKind != JsonValueKind.Array
        )
        {
            return [ObjectNotice.Malformed("The message is JSON but no S3 event notification: it has no array Records.")];
        }

        var notices = new List<ObjectNotice>(records.GetArrayLength());
        foreach (var record in records.EnumerateArray()) notices.Add(ReadRecord(record));
        return notices;
    }

    private static ObjectNotice ReadRecord(JsonElement record)
    {
        var source = Text(record, "eventSource");
        if (source != "aws:s3") return ObjectNotice.Malformed($"A record comes from {source ?? "nowhere"}; aws:s3 was expected.");
        var name = Text(record, "eventName") ?? string.Empty;
        if (name.StartsWith("s3:", StringComparison.Ordinal)) name = name["s3:".Length..];
        if (!name.StartsWith("ObjectCreated:", StringComparison.Ordinal))
            return ObjectNotice.Ignored($"The event is {name}; only created objects are arrivals.");

        var s3 = Member(record, "s3");
        var item = Member(s3, "object");
        var bucket = Text(Member(s3, "bucket"), "name");
        var key = Text(item, "key");
        if (string.IsNullOrEmpty(bucket) || string.IsNullOrEmpty(key)) return ObjectNotice.Malformed("A record names no bucket or no key.");

        var length = Member(item, "size") is { ValueKind: JsonValueKind.Number } size && size.TryGetInt64(out var bytes) ? bytes : 0;
        var arrived = new StoredObject(DecodeKey(key), length, S3Version.Of(Text(item, "eTag")), Time(Text(record, "eventTime")));
        return new ObjectNotice(ObjectNoticeKind.Created, bucket, arrived, Text(item, "versionId"), null);
    }

    // Keys come URL-encoded as a form would, so a blank is a plus and a plus is %2B.
    internal static string DecodeKey(string key) => Uri.UnescapeDataString(key.Replace('+', ' '));

    private static DateTimeOffset Time(string? text) =>
        DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : DateTimeOffset.UnixEpoch;

    private static JsonElement Member(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var member) ? member : default;

    private static string? Text(JsonElement parent, string name) =>
        Member(parent, name) is { ValueKind: JsonValueKind.String } member ? member.GetString() : null;
}
