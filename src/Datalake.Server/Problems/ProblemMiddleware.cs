using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Datalake.Server.Problems;

/// <summary>
/// Answers what fails further inside with problem details: exceptions, and answers without a body such as 404 for an address where nothing
/// is. An answer that has begun is cut off, so that it cannot be taken for a whole one.
/// </summary>
/// <param name="next">What comes further inside.</param>
/// <param name="log">Receives what went wrong here; a client's mistakes are not logged.</param>
internal sealed class ProblemMiddleware(RequestDelegate next, ILogger<ProblemMiddleware> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            var problem = FailureProblems.Of(failure, context.RequestAborted.IsCancellationRequested);
            if (problem.Kind.Status is >= 500) log.RequestFailed(context.TraceIdentifier, problem.Kind.Id, failure);
            if (context.Response.HasStarted)
            {
                context.Abort();
                return;
            }

            context.Response.Clear();
            await AnswerAsync(context, problem);
            return;
        }

        if (!context.Response.HasStarted && context.Response is { StatusCode: >= 400, ContentLength: null, ContentType: null })
            await AnswerAsync(context, OfStatus(context));
    }

    /// <summary>A defect's answer names the request, so that it can be found in the log.</summary>
    private static Task AnswerAsync(HttpContext context, Problem problem) =>
        (problem.Kind.Status == StatusCodes.Status500InternalServerError
            ? problem with { Members = new Dictionary<string, object?>(problem.Members, StringComparer.Ordinal) { ["request"] = context.TraceIdentifier } }
            : problem).ExecuteAsync(context);

    private static Problem OfStatus(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => new Problem(ProblemKinds.NoSuchAddress, $"Nothing is at {Shown(context)}. Compare it with docs/http.md."),
        StatusCodes.Status405MethodNotAllowed => new Problem(
            ProblemKinds.MethodNotAllowed, $"{Shown(context)} does not take {Storage.ObjectKeys.Show(context.Request.Method)}, but {context.Response.Headers.Allow}."),
        StatusCodes.Status413PayloadTooLarge => new Problem(ProblemKinds.BodyTooLarge, "The body is larger than this address takes. Send it in parts."),
        StatusCodes.Status415UnsupportedMediaType => new Problem(
            ProblemKinds.MediaType, $"{Shown(context)} does not take the type '{Storage.ObjectKeys.Show(context.Request.ContentType ?? "")}'."),
        var status and >= 500 => new Problem(ProblemKinds.Defect with { Status = status }, "The server failed at this request. Its log has the cause."),
        var status => new Problem(ProblemKinds.MalformedRequest with { Status = status }, "The request cannot be done as it is."),
    };

    private static string Shown(HttpContext context) => Storage.ObjectKeys.Show(context.Request.Path.Value ?? "/");
}
