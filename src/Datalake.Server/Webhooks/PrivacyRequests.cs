using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using Datalake.Storage;
using Microsoft.Extensions.Logging;

namespace Datalake.Server.Webhooks;

/// <summary>
/// Keeps the requests about a person's or a shop's data, below <c>_state/privacy/&lt;source&gt;/</c>, until a person has carried them out:
/// what a shop must keep by law is not a program's decision. One that is sent again is kept once.
/// </summary>
/// <param name="store">The lake's store, whose puts are durable.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Receives a note of each request, without what it says.</param>
public sealed class PrivacyRequests(IObjectStore store, TimeProvider time, ILogger log)
{
    /// <summary>How the keys end of what <c>lake erase --from-file</c> takes.</summary>
    public const string LinesEnding = ".erase.ndjson";

    private const string Prefix = "_state/privacy/";

    /// <summary>Stores a request. When this returns, it is durable.</summary>
    /// <param name="delivery">The delivery.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The key under which it is.</returns>
    /// <exception cref="ObjectStoreException">It cannot be stored.</exception>
    public async Task<string> StoreAsync(WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        var name = KeyOf(delivery);
        var key = name + ".json";
        await StoreLinesAsync(name + LinesEnding, delivery, cancellationToken);

        // Written last: with it the request is complete.
        if (await store.PutAsync(key, Write(delivery), PutMode.IfAbsent, cancellationToken))
            log.PrivacyRequestStored(delivery.Topic, delivery.Source, key);
        return key;
    }

    /// <summary>The keys of the requests that are kept, and of the lines for erase that were made of them, in order.</summary>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public async IAsyncEnumerable<string> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var keys = new List<string>();
        await foreach (var stored in store.ListAsync(Prefix, cancellationToken)) keys.Add(stored.Key);
        foreach (var key in keys.Order(StringComparer.Ordinal)) yield return key;
    }

    private static string KeyOf(WebhookDelivery delivery)
    {
        var topic = delivery.Topic.Replace('/', '-');
        return $"{Prefix}{delivery.Source}/{topic}-{Convert.ToHexStringLower(SHA256.HashData(delivery.Body.Span))[..32]}";
    }

    private async Task StoreLinesAsync(string key, WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        if (delivery.Erasures.Count == 0 || Parse(delivery.Body) is not { } document) return;
        using (document)
        {
            var lines = ErasureLines.Write(
                delivery.Erasures,
                document.RootElement,
                (erasure, place) => log.ErasureIncomplete(delivery.Topic, delivery.Source, erasure.Dataset, place));
            if (lines.Length > 0) await store.PutAsync(key, lines, PutMode.IfAbsent, cancellationToken);
        }
    }

    private static JsonDocument? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private byte[] Write(WebhookDelivery delivery)
    {
        var text = new MemoryStream();
        using (var writer = new Utf8JsonWriter(text))
        {
            writer.WriteStartObject();
            writer.WriteString("source", delivery.Source);
            writer.WriteString("topic", delivery.Topic);
            writer.WriteString("received_at", time.GetUtcNow().UtcDateTime);
            writer.WriteStartObject("headers");
            foreach (var (name, value) in delivery.Headers) writer.WriteString(name, value);
            writer.WriteEndObject();
            WriteBody(writer, delivery.Body);
            writer.WriteEndObject();
        }

        return text.ToArray();
    }

    private static void WriteBody(Utf8JsonWriter writer, ReadOnlyMemory<byte> body)
    {
        using var document = Parse(body);
        if (document is null)
        {
            // It is signed, so it is kept whatever it is.
            writer.WriteBase64String("body_base64", body.Span);
            return;
        }

        writer.WritePropertyName("body");
        writer.WriteRawValue(body.Span, skipInputValidation: true);
    }
}
