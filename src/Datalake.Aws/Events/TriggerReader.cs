using System.Text.Json;
using Amazon.Lambda.CloudWatchEvents.ScheduledEvents;

namespace Datalake.Aws.Events;

/// <summary>Reads the event of a schedule. What it says is only for the log: any trigger means "do what is due", one by hand too.</summary>
public static class TriggerReader
{
    /// <summary>Reads an event.</summary>
    /// <param name="utf8">The event's JSON text.</param>
    /// <returns>Its id and source, each null where the event has none.</returns>
    public static (string? Id, string? Source) Read(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            ScheduledEvent? read = JsonSerializer.Deserialize(utf8.Span, EventJson.Default.ScheduledEvent);
            return (read?.Id, read?.Source);
        }
        catch (JsonException)
        {
            return (null, null);
        }
    }
}
