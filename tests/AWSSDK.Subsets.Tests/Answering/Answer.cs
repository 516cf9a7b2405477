using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace AWSSDK.Subsets.Tests.Answering;

/// <summary>What an <see cref="AnsweringServer"/> does with a request.</summary>
internal delegate Task Answer(HttpContext context);

/// <summary>The usual answers.</summary>
internal static class Answers
{
    /// <summary>The request was done.</summary>
    internal static Answer Json(string body) => Respond(200, "application/x-amz-json-1.1", body, ("x-amzn-RequestId", "request-1"));

    /// <summary>An error as AWS JSON has it.</summary>
    internal static Answer Error(
        int status, string code, string message = "what went wrong", IReadOnlyDictionary<string, JsonNode>? members = null)
    {
        var body = new JsonObject { ["__type"] = "com.amazonaws#" + code, ["message"] = message };
        foreach (var (name, value) in members ?? new Dictionary<string, JsonNode>(StringComparer.Ordinal)) body[name] = value.DeepClone();
        return Respond(status, "application/x-amz-json-1.1", body.ToJsonString(), ("x-amzn-RequestId", "request-1"));
    }

    /// <summary>Any answer.</summary>
    internal static Answer Respond(int status, string type, string body, params (string Name, string Value)[] headers) => async context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        foreach (var (name, value) in headers) context.Response.Headers[name] = value;
        if (body.Length > 0) await context.Response.WriteAsync(body);
    };

    /// <summary>The connection is reset before there is an answer.</summary>
    internal static Answer Reset() => context =>
    {
        context.Abort();
        return Task.CompletedTask;
    };

    /// <summary>No answer, until the caller has gone.</summary>
    internal static Answer Silence(TaskCompletionSource arrived) => async context =>
    {
        arrived.TrySetResult();
        await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
    };
}
