using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Datalake.Aws.Logging;

/// <summary>
/// Writes JSON lines: time, level, message and fields, which CloudWatch Logs Insights finds by name. One line is one write, so lines never
/// mix. Safe to share between threads.
/// </summary>
/// <param name="output">Takes the lines: standard output in a function.</param>
/// <param name="minimum">What is below is not written.</param>
/// <param name="time">Gives the time of a line.</param>
/// <param name="context">Fields that every line carries, such as function and request id.</param>
public sealed class FunctionLog(TextWriter output, LogLevel minimum, TimeProvider time, params (string Name, string? Value)[] context)
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The same log with more fields on every line.</summary>
    /// <param name="more">The fields.</param>
    public FunctionLog With(params (string Name, string? Value)[] more) => new(output, minimum, time, [.. context, .. more]);

    /// <summary>What a developer asks when something is looked into.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="fields">What it happened with; numbers and booleans stay what they are.</param>
    public void Debug(string message, params (string Name, object? Value)[] fields) => Write(LogLevel.Debug, message, fields);

    /// <summary>What was done.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="fields">What it happened with.</param>
    public void Info(string message, params (string Name, object? Value)[] fields) => Write(LogLevel.Info, message, fields);

    /// <summary>What went wrong and was made good, or needs no one.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="fields">What it happened with.</param>
    public void Warn(string message, params (string Name, object? Value)[] fields) => Write(LogLevel.Warn, message, fields);

    /// <summary>What needs a person.</summary>
    /// <param name="message">What happened, and what to do.</param>
    /// <param name="fields">What it happened with.</param>
    public void Error(string message, params (string Name, object? Value)[] fields) => Write(LogLevel.Error, message, fields);

    private void Write(LogLevel level, string message, (string Name, object? Value)[] fields)
    {
        if (level < minimum) return;
        using var line = new MemoryStream(512);
        using (var json = new Utf8JsonWriter(line, Options))
        {
            json.WriteStartObject();
            json.WriteString("time", time.GetUtcNow().UtcDateTime);
            json.WriteString("level", Name(level));
            json.WriteString("message", message);
            foreach (var (name, value) in context) json.WriteString(name, value);
            foreach (var (name, value) in fields) WriteField(json, name, value);
            json.WriteEndObject();
        }

        line.WriteByte((byte)'\n');
        var text = Encoding.UTF8.GetString(line.GetBuffer(), 0, (int)line.Length);
        lock (output)
        {
            output.Write(text);
            output.Flush();
        }
    }

    private static void WriteField(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNull(name);
                break;
            case long number:
                json.WriteNumber(name, number);
                break;
            case int number:
                json.WriteNumber(name, number);
                break;
            case double number:
                json.WriteNumber(name, number);
                break;
            case bool flag:
                json.WriteBoolean(name, flag);
                break;
            case IReadOnlyList<string> list:
                json.WriteStartArray(name);
                foreach (var item in list) json.WriteStringValue(item);
                json.WriteEndArray();
                break;
            default:
                json.WriteString(name, value.ToString());
                break;
        }
    }

    private static string Name(LogLevel level) => level switch
    {
        LogLevel.Debug => "debug",
        LogLevel.Info => "info",
        LogLevel.Warn => "warn",
        _ => "error",
    };
}

/// <summary>How much a line of a log matters.</summary>
public enum LogLevel
{
    /// <summary>Only when something is looked into.</summary>
    Debug,

    /// <summary>What was done.</summary>
    Info,

    /// <summary>Recovered.</summary>
    Warn,

    /// <summary>Data is held up, or a person is needed.</summary>
    Error,
}
