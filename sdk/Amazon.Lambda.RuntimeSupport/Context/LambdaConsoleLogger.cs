using System.Buffers;
using System.Text;
using System.Text.Json;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>
/// Writes to standard output, which is the function's log: a line of text with time, request id and level, or JSON where the function's
/// logging is configured so. One line is one entry, whatever is in the message.
/// </summary>
internal sealed class LambdaConsoleLogger(string? requestId, bool json, TimeProvider time) : ILambdaLogger
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public void Log(string message) => Console.Out.Write(message);

    public void LogLine(string message) => Log(nameof(LogLevel.Information), message);

    public void Log(string level, string message)
    {
        var now = time.GetUtcNow().ToString(TimeFormat);
        Console.Out.WriteLine(json
            ? Json(now, level, message)
            : $"{now}\t{requestId}\t{Short(level)}\t{message.ReplaceLineEndings("\r")}");
    }

    private string Json(string now, string level, string message)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("timestamp", now);
            writer.WriteString("level", level);
            if (requestId is not null) writer.WriteString("requestId", requestId);
            writer.WriteString("message", message);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    // The short names of Lambda's own text format.
    private static string Short(string level) => level switch
    {
        nameof(LogLevel.Trace) => "trce",
        nameof(LogLevel.Debug) => "dbug",
        nameof(LogLevel.Information) => "info",
        nameof(LogLevel.Warning) => "warn",
        nameof(LogLevel.Error) => "fail",
        nameof(LogLevel.Critical) => "crit",
        _ => level,
    };
}
