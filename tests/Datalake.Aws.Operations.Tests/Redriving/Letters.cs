using System.Text.Json;

namespace Datalake.Aws.Operations.Tests.Redriving;

/// <summary>Bodies of dead letters.</summary>
internal static class Letters
{
    public const string Scheduled = """
        {"version":"0","id":"53dc4d37","detail-type":"Scheduled Event","source":"aws.events","account":"123456789012","time":"2026-11-20T09:10:00Z","region":"eu-west-1",
         "resources":["arn:aws:events:eu-west-1:123456789012:rule/checkout_partition_routine_trigger"],"detail":{}}
        """;

    public static string Event(string topic, params string[] messages)
    {
        var records = messages.Select(message =>
            $$"""{"EventSource":"aws:sns","EventVersion":"1.0","Sns":{{Envelope(topic, message)}} }"""
        );
        return $$"""{"Records":[{{string.Join(',', records)}}]}""";
    }

    public static string Envelope(string topic, string message) =>
        $$"""{"Type":"Notification","Message":{{JsonSerializer.Serialize(message)}},"TopicArn":"{{topic}}"}""";
}
