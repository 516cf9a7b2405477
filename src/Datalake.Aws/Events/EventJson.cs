using System.Text.Json.Serialization;
using Amazon.Lambda.CloudWatchEvents.ScheduledEvents;
using Amazon.Lambda.SNSEvents;

namespace Datalake.Aws.Events;

/// <summary>The JSON forms of the events that functions are called with.</summary>
[JsonSourceGenerationOptions(PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(SNSEvent))]
[JsonSerializable(typeof(ScheduledEvent))]
internal sealed partial class EventJson : JsonSerializerContext;
