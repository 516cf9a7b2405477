using System.Net.Http.Headers;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>What the Runtime API says about an event, in headers.</summary>
internal sealed record InvocationHeaders(string RequestId, DateTimeOffset Deadline, string FunctionArn, string TraceId)
{
    /// <exception cref="RuntimeApiClientException">The id or the deadline is missing, so the event cannot be handled.</exception>
    public static InvocationHeaders Read(HttpResponseHeaders headers)
    {
        var deadline = Required(headers, "Lambda-Runtime-Deadline-Ms");
        return new(
            Required(headers, "Lambda-Runtime-Aws-Request-Id"),
            long.TryParse(deadline, out var milliseconds) && milliseconds is >= 0 and < 253_402_300_800_000
                ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
                : throw Malformed($"the deadline {deadline}, which is no number of milliseconds since 1970"),
            Optional(headers, "Lambda-Runtime-Invoked-Function-Arn"),
            Optional(headers, "Lambda-Runtime-Trace-Id"));
    }

    private static string Required(HttpResponseHeaders headers, string name) =>
        Optional(headers, name) is { Length: > 0 } value ? value : throw Malformed($"no header {name}");

    private static string Optional(HttpResponseHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : "";

    private static RuntimeApiClientException Malformed(string what) =>
        new($"The Lambda Runtime API gave out an event with {what}.", 200, "");
}
