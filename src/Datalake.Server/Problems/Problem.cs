using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Datalake.Server.Problems;

/// <summary>Why a request was not done, as problem details (RFC 9457).</summary>
/// <param name="Kind">What kind of problem it is.</param>
/// <param name="Detail">What is wrong with this request, with names, positions and values, and what to do, in a sentence or two.</param>
public sealed record Problem(ProblemKind Kind, string Detail) : IResult
{
    /// <summary>After how long a retry makes sense; null where only another request can succeed.</summary>
    public TimeSpan? RetryAfter { get; init; } = Kind.RetryAfter;

    /// <summary>Further members for programs, such as <c>offset</c>; a member with the value null is not written.</summary>
    public IReadOnlyDictionary<string, object?> Members { get; init; } = new Dictionary<string, object?>(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        if (RetryAfter is { } wait)
        {
            var seconds = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds));
            httpContext.Response.Headers[HeaderNames.RetryAfter] = seconds.ToString(CultureInfo.InvariantCulture);
        }

        var details = new ProblemDetails { Type = Kind.Type, Title = Kind.Title, Status = Kind.Status, Detail = Detail };
        foreach (var (name, value) in Members)
        {
            if (value is not null) details.Extensions[name] = value;
        }

        return TypedResults.Problem(details).ExecuteAsync(httpContext);
    }
}
