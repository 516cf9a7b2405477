using System.Text.Encodings.Web;
using System.Text.Json;
using Datalake.Datasets;
using Datalake.Records;

namespace Datalake.Server.Webhooks;

/// <summary>
/// Writes what matters of a delivery's headers into its records, as <c>_headers</c>, their first property. Every byte of the body stays as
/// it is, so that taking the property out gives what was signed.
/// </summary>
internal static class WebhookArrival
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // A webhook is JSON whatever the dataset's own format is.
    private static readonly RawFormat Json = new() { Keys = KeyTemplate.Parse("{key*}") };

    /// <summary>The arrival: the body where there are no headers, or no record in it can be read.</summary>
    public static async Task<ReadOnlyMemory<byte>> ComposeAsync(
        ReadOnlyMemory<byte> body, IReadOnlyDictionary<string, string> headers, RecordLimits limits, CancellationToken cancellationToken)
    {
        if (headers.Count == 0) return body;
        var property = PropertyOf(headers);
        using var stream = new MemoryStream(body.ToArray(), writable: false);
        using var reader = RecordReader.Open(stream, Json, limits);
        var arrival = new MemoryStream(body.Length + 2 * property.Length);
        var copied = 0;
        while (await reader.ReadAsync(cancellationToken))
        {
            var frame = reader.Current;
            if (frame.Problem is not null || frame.Offset >= body.Length || body.Span[(int)frame.Offset] != (byte)'{') continue;
            var behindBrace = (int)frame.Offset + 1;
            arrival.Write(body.Span[copied..behindBrace]);
            arrival.Write(property);
            if (!body.Span[behindBrace..].TrimStart(" \t\r\n"u8).StartsWith("}"u8)) arrival.WriteByte((byte)',');
            copied = behindBrace;
        }

        arrival.Write(body.Span[copied..]);
        return arrival.GetBuffer().AsMemory(0, (int)arrival.Length);
    }

    private static byte[] PropertyOf(IReadOnlyDictionary<string, string> headers)
    {
        var text = new MemoryStream();
        text.Write("\"_headers\":"u8);
        using (var writer = new Utf8JsonWriter(text, Options))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in headers) writer.WriteString(name, value);
            writer.WriteEndObject();
        }

        return text.ToArray();
    }
}
