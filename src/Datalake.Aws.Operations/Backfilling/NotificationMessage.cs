using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Datalake.Storage;

namespace Datalake.Aws.Operations.Backfilling;

/// <summary>
/// Gathers records of S3 event notifications into messages of a bounded size, in the form in which S3 sends them (Amazon S3 User Guide,
/// "Event message structure"). A topic takes 256 KiB a message (Amazon SNS quotas).
/// </summary>
internal sealed class NotificationMessage(string bucket, string partition, string region)
{
    /// <summary>The maximum number of records in a message. A function does them one after the other, so they must fit its time.</summary>
    public const int MaximumRecords = 10;

    /// <summary>The maximum number of bytes of a message.</summary>
    public const int MaximumBytes = 200_000;

    private static readonly SearchValues<byte> Plain = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.*/"u8);

    private readonly ArrayBufferWriter<byte> text = new();

    /// <summary>How many records are gathered.</summary>
    public int Count { get; private set; }

    /// <summary>Adds an object.</summary>
    /// <returns>False when the message is full; the object is not in it then.</returns>
    public bool TryAdd(StoredObject arrival)
    {
        if (Count == MaximumRecords) return false;
        var record = Record(arrival);
        if (Count > 0 && text.WrittenCount + record.Length + 16 > MaximumBytes) return false;
        text.Write(Count == 0 ? "{\"Records\":["u8 : ","u8);
        text.Write(record);
        Count++;
        return true;
    }

    /// <summary>Gives the message and begins the next.</summary>
    public string Take()
    {
        text.Write("]}"u8);
        var message = Encoding.UTF8.GetString(text.WrittenSpan);
        text.ResetWrittenCount();
        Count = 0;
        return message;
    }

    /// <summary>A key as events have it: encoded as a form would, but for the slashes.</summary>
    public static string Encode(string key)
    {
        var encoded = new StringBuilder(key.Length);
        foreach (var value in Encoding.UTF8.GetBytes(key))
        {
            if (Plain.Contains(value)) encoded.Append((char)value);
            else if (value == ' ') encoded.Append('+');
            else encoded.Append('%').Append(value.ToString("X2", CultureInfo.InvariantCulture));
        }

        return encoded.ToString();
    }

    private ReadOnlySpan<byte> Record(StoredObject arrival)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("eventVersion"u8, "2.1"u8);
            json.WriteString("eventSource"u8, "aws:s3"u8);
            json.WriteString("awsRegion"u8, region);

            // When the object came, not now: it says on which day a quarantine entry lies, and a duplicate must find the same.
            json.WriteString(
                "eventTime"u8, arrival.LastModified.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
            json.WriteString("eventName"u8, "ObjectCreated:Put"u8);
            json.WriteStartObject("s3"u8);
            json.WriteString("s3SchemaVersion"u8, "1.0"u8);
            json.WriteString("configurationId"u8, "lake aws backfill"u8);
            json.WriteStartObject("bucket"u8);
            json.WriteString("name"u8, bucket);
            json.WriteString("arn"u8, $"arn:{partition}:s3:::{bucket}");
            json.WriteEndObject();
            json.WriteStartObject("object"u8);
            json.WriteString("key"u8, Encode(arrival.Key));
            json.WriteNumber("size"u8, arrival.Length);
            json.WriteString("eTag"u8, arrival.Version);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan;
    }
}
