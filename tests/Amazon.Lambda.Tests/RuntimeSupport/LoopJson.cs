using System.Text.Json.Serialization;
using Amazon.Lambda.CloudWatchEvents.ScheduledEvents;
using Amazon.Lambda.SNSEvents;

namespace Amazon.Lambda.Tests.RuntimeSupport;

internal sealed record Text(string Value, string? Note = null);

[JsonSerializable(typeof(Text))]
[JsonSerializable(typeof(SNSEvent))]
[JsonSerializable(typeof(ScheduledEvent))]
internal sealed partial class LoopJson : JsonSerializerContext;
