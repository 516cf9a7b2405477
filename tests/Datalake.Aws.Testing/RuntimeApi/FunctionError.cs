using System.Net.Http.Headers;
using System.Text.Json;

namespace Datalake.Aws.Testing.RuntimeApi;

/// <summary>An error as a function reported it.</summary>
/// <param name="ErrorType"><c>errorType</c> of the body.</param>
/// <param name="ErrorMessage"><c>errorMessage</c> of the body.</param>
/// <param name="StackTrace"><c>stackTrace</c> of the body, line by line; empty where there is none.</param>
/// <param name="HeaderErrorType">The header <c>Lambda-Runtime-Function-Error-Type</c>, or null.</param>
/// <param name="ContentType">The content type of the body, or null.</param>
/// <param name="XRayCause">The header <c>Lambda-Runtime-Function-XRay-Error-Cause</c>, or null.</param>
/// <param name="Body">The body as it came.</param>
public sealed record FunctionError(
    string? ErrorType,
    string? ErrorMessage,
    IReadOnlyList<string> StackTrace,
    string? HeaderErrorType,
    MediaTypeHeaderValue? ContentType,
    string? XRayCause,
    string Body)
{
    internal static FunctionError Parse(byte[] body, string? headerErrorType, string? contentType, string? xRayCause)
    {
        using var document = JsonDocument.Parse(body);
        var root = document.RootElement;
        return new(
            Text(root, "errorType"),
            Text(root, "errorMessage"),
            root.TryGetProperty("stackTrace", out var lines) ? [.. lines.EnumerateArray().Select(line => line.GetString()!)] : [],
            headerErrorType,
            contentType is null ? null : MediaTypeHeaderValue.Parse(contentType),
            xRayCause,
            System.Text.Encoding.UTF8.GetString(body));
    }

    private static string? Text(JsonElement root, string name) => root.TryGetProperty(name, out var value) ? value.GetString() : null;
}
