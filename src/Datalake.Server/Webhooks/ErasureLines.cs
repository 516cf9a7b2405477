using System.Text.Json;
using Datalake.Server.Settings;

namespace Datalake.Server.Webhooks;

/// <summary>Writes what a request asks to erase, for <c>lake erase --from-file</c>: a line for each condition.</summary>
internal static class ErasureLines
{
    /// <summary>Writes the lines.</summary>
    /// <param name="erasures">What the settings say about requests of this topic.</param>
    /// <param name="body">The request's body.</param>
    /// <param name="missing">Receives each place whose value the request does not have; there is no line for its condition then.</param>
    public static ReadOnlyMemory<byte> Write(IEnumerable<WebhookErasure> erasures, JsonElement body, Action<WebhookErasure, string> missing)
    {
        var text = new MemoryStream();
        foreach (var erasure in erasures)
        {
            var conditions = erasure.Where.Fill(body, out var place);
            if (place is not null) missing(erasure, place);
            foreach (var condition in conditions)
            {
                using (var writer = new Utf8JsonWriter(text))
                {
                    writer.WriteStartObject();
                    writer.WriteString("dataset", erasure.Dataset);
                    writer.WriteString("where", condition);
                    writer.WriteEndObject();
                }

                text.WriteByte((byte)'\n');
            }
        }

        return text.GetBuffer().AsMemory(0, (int)text.Length);
    }
}
