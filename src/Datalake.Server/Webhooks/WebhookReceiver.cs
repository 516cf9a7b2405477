using System.Text.Json;
using Datalake.Documents;
using Datalake.Records;
using Datalake.Server.Problems;
using Datalake.Server.Receiving;
using Datalake.Server.Settings;
using Datalake.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Datalake.Server.Webhooks;

/// <summary>
/// Takes the deliveries of one sender: proves where they come from, and finds what takes them. Safe to share between threads.
/// </summary>
/// <param name="source">The sender's name in the settings.</param>
/// <param name="settings">The sender.</param>
/// <param name="secrets">Its secrets.</param>
/// <param name="limits">The limits of records.</param>
/// <param name="bodyBytes">Bytes of a delivery.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Receives refusals.</param>
public sealed class WebhookReceiver(
    string source,
    WebhookSettings settings,
    IReadOnlyList<byte[]> secrets,
    RecordLimits limits,
    long bodyBytes,
    TimeProvider time,
    ILogger log)
{
    private readonly WebhookProof proof = new(settings, secrets, time);
    private readonly IReadOnlyList<string> kept = WebhookHeaders.NamesOf(settings);

    /// <summary>Reads a delivery.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The delivery. Nothing of it is stored yet.</returns>
    /// <exception cref="ProblemException">It is not signed by its sender, or no dataset takes its topic.</exception>
    public async Task<WebhookDelivery> ReceiveAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var body = await ReadAsync(request, cancellationToken);
        if (proof.Check(request.Headers, body.Span) is { } reason)
        {
            log.WebhookRefused(source, request.HttpContext.Connection.RemoteIpAddress?.ToString(), reason);
            throw new ProblemException(
                ProblemKinds.WrongSignature,
                $"The delivery to '{source}' is refused, and nothing was stored. {reason} " +
                "Compare the secret at the sender with the one that lake.json names.");
        }

        BodyHeaders.CheckJson(request, source);
        var topic = TopicOf(request.Headers, body.Span);
        var headers = WebhookHeaders.Of(request.Headers, kept);
        if (PrivacyTopics.Are(settings.Scheme, topic))
        {
            var erasures = settings.Erasures.Where(erasure => string.Equals(erasure.Topic, topic, StringComparison.Ordinal));
            return new WebhookDelivery(source, topic, null, body, headers) { IsPrivacyRequest = true, Erasures = [.. erasures] };
        }

        if (settings.Routes.FirstOrDefault(route => route.Takes(topic)) is not { } taken) throw NoRoute(topic);
        var arrival = taken.Dataset is null ? body : await WebhookArrival.ComposeAsync(body, headers, limits, cancellationToken);
        return new WebhookDelivery(source, topic, taken.Dataset, body, headers) { Arrival = arrival };
    }

    private async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var bytes = new MemoryStream((int)Math.Clamp(request.ContentLength ?? 0, 0, 1 << 20));
        using var stream = new BodyStream(request, bodyBytes, (part, token) => bytes.WriteAsync(part, token));
        if (stream.IsGzip)
            throw new ProblemException(ProblemKinds.ContentEncoding, $"The deliveries of '{source}' are signed as they come. Send them uncompressed.");
        await stream.DrainAsync(cancellationToken);
        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }

    private string TopicOf(IHeaderDictionary headers, ReadOnlySpan<byte> body) => settings.Topic switch
    {
        null => "",
        { IsHeader: true } header => headers[header.Name] is [var value] ? value ?? "" : "",
        var property => BodyTopic(body, property.Name),
    };

    /// <summary>The text of a property at the body's top level; empty where there is none.</summary>
    private static string BodyTopic(ReadOnlySpan<byte> body, string name)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return "";
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isTopic = reader.ValueTextEquals(name);
                if (!reader.Read()) return "";
                if (isTopic) return reader.TokenType == JsonTokenType.String ? reader.GetString() ?? "" : "";
                reader.Skip();
            }

            return "";
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return "";
        }
    }

    private ProblemException NoRoute(string topic)
    {
        var shown = ObjectKeys.Show(topic);
        string[] known = [.. settings.Routes.Select(route => route.Topic)];
        return new ProblemException(
            ProblemKinds.NoSuchTopic,
            $"No dataset takes {(topic.Length == 0 ? "a delivery without a topic" : $"the topic '{Excerpt.Around(shown, 0)}'")} of '{source}', so nothing was stored. " +
            $"Add it to 'datasets' of the source in lake.json, with null to ignore it.{NearestName.Hint(shown, known)}");
    }
}
