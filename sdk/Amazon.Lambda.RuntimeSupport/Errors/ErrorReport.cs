using System.Buffers;
using System.Text.Json;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>
/// An error as the Runtime API takes it: <c>errorType</c>, <c>errorMessage</c>, <c>stackTrace</c>, and <c>cause</c> of the same form.
/// </summary>
internal sealed record ErrorReport(string Type, string Message)
{
    // Enough to see what went wrong, and far below what the Runtime API takes.
    private const int LongestMessage = 32 * 1024;
    private const int MostLines = 100;
    private const int MostCauses = 5;

    private static readonly JsonEncodedText ErrorType = JsonEncodedText.Encode("errorType");
    private static readonly JsonEncodedText ErrorMessage = JsonEncodedText.Encode("errorMessage");
    private static readonly JsonEncodedText StackTraceName = JsonEncodedText.Encode("stackTrace");
    private static readonly JsonEncodedText CauseName = JsonEncodedText.Encode("cause");

    public IReadOnlyList<string> StackTrace { get; private init; } = [];

    public ErrorReport? Cause { get; private init; }

    /// <summary>The type as a header can carry it: ASCII without blanks.</summary>
    public string HeaderType => string.Create(Type.Length, Type, static (header, type) =>
    {
        for (var i = 0; i < type.Length; i++) header[i] = type[i] is > ' ' and <= '~' ? type[i] : '?';
    });

    public static ErrorReport Of(Exception exception) => Of(exception, MostCauses);

    public byte[] ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer)) Write(json);
        return buffer.WrittenSpan.ToArray();
    }

    private static ErrorReport Of(Exception exception, int causes) => new(exception.GetType().Name, Cut(exception.Message))
    {
        StackTrace = exception.StackTrace is { } trace
            ? [.. trace.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Take(MostLines)]
            : [],
        Cause = exception.InnerException is { } cause && causes > 0 ? Of(cause, causes - 1) : null,
    };

    private static string Cut(string message) => message.Length <= LongestMessage ? message : message[..LongestMessage] + "…";

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString(ErrorType, Type);
        json.WriteString(ErrorMessage, Message);
        json.WriteStartArray(StackTraceName);
        foreach (var line in StackTrace) json.WriteStringValue(line);
        json.WriteEndArray();
        if (Cause is not null)
        {
            json.WritePropertyName(CauseName);
            Cause.Write(json);
        }

        json.WriteEndObject();
    }
}
