using System.Text;
using System.Text.Json;
using Datalake.Embedded.Queries;
using Datalake.Server.Access;
using Datalake.Server.Hosting;
using Datalake.Server.Problems;
using Datalake.Server.Querying;
using Datalake.Server.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Datalake.Server.Endpoints;

/// <summary><c>POST /v1/query</c>: SQL, answered as JSON, NDJSON, CSV or Arrow.</summary>
internal static class QueryEndpoint
{
    private const int LongestSql = 1 << 20;

    public static void Map(IEndpointRouteBuilder routes, ServerLake lake, LimitSettings limits) => routes
        .MapPost("/v1/query", (HttpContext context, CancellationToken _) => RunAsync(context, lake, limits))
        .WithName("Query")
        .WithSummary("Run a query that only reads: SQL as text, or JSON with sql and, to look back, version or at.")
        .Accepts<QueryRequest>("application/json", "application/sql", "text/plain")
        .Produces<object>(StatusCodes.Status200OK, "application/json", "application/x-ndjson", "text/csv", "application/vnd.apache.arrow.stream")
        .RequireAuthorization(AccessPolicies.Read);

    private static async Task<IResult> RunAsync(HttpContext context, ServerLake lake, LimitSettings limits)
    {
        var format = AnswerFormat.Of(context.Request);
        var request = await ReadAsync(context.Request, context.RequestAborted);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        stop.CancelAfter(limits.QueryTime);
        try
        {
            using var rental = await lake.Readers.RentAsync(stop.Token);
            var asOf = (request.Version, request.At) is (null, null) ? null : new AsOf(request.Version, request.At);

            // The engine's calls take as long as they take; the caller's thread is needed for other requests.
            using var rows = await Task.Run(() => rental.Reader.Query(request.Sql!, stop.Token, asOf), stop.Token);
            await new QueryAnswer(rows, format, limits.QueryRows).SendAsync(context.Response, stop.Token);
            return TypedResults.Empty;
        }
        catch (OperationCanceledException late) when (stop.IsCancellationRequested && !context.RequestAborted.IsCancellationRequested)
        {
            throw QueryProblems.TooLong(limits, late);
        }
    }

    private static async Task<QueryRequest> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(request.Body, Encoding.UTF8);
        var buffer = new char[LongestSql + 1];
        var length = await reader.ReadBlockAsync(buffer, cancellationToken);
        if (length > LongestSql)
        {
            throw new ProblemException(
                ProblemKinds.BodyTooLarge, FormattableString.Invariant($"The query has more than {LongestSql} characters. Make a view of a part of it."));
        }

        var text = new string(buffer, 0, length);
        var query = request.HasJsonContentType() ? Parse(text) : new QueryRequest(text);
        if (string.IsNullOrWhiteSpace(query.Sql))
            throw new ProblemException(ProblemKinds.QueryRefused, "There is no query. Send SQL as the body, or JSON with \"sql\".");
        return query switch
        {
            { Version: not null, At: not null } => throw new ProblemException(ProblemKinds.QueryRefused, "Give \"version\" or \"at\", not both."),
            { Version: < 0 } => throw new ProblemException(
                ProblemKinds.QueryRefused, FormattableString.Invariant($"\"version\" is {query.Version}; versions begin with 0.")),
            _ => query,
        };
    }

    private static QueryRequest Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, EndpointJson.Default.QueryRequest) ?? new QueryRequest(null);
        }
        catch (JsonException failure)
        {
            throw new ProblemException(
                ProblemKinds.MalformedRequest, $"The body is not a query in JSON ({failure.Message}). Send {{\"sql\": \"SELECT …\"}}, or SQL as text/plain.");
        }
    }
}
