using System.Text;
using Datalake.Server.Access;
using Datalake.Server.Describing;
using Datalake.Server.Hosting;
using Datalake.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Datalake.Server.Endpoints;

/// <summary><c>POST /v1/quarantine/{id}/fix</c>: the record of an entry as it should have come.</summary>
internal static class CorrectionEndpoint
{
    private const int LongestRecord = 1 << 20;

    public static void Map(IEndpointRouteBuilder routes, ServerLake lake) => routes
        .MapPost("/v1/quarantine/{id}/fix", (string id, HttpContext context) => FixAsync(id, context, lake))
        .WithName("Fix")
        .WithSummary("Store the corrected record as a new arrival, and discard the entry.")
        .WithMetadata(new BodyTypes("application/json", "text/plain"))
        .Produces<FixedRecord>()
        .RequireAuthorization(AccessPolicies.Operate);

    private static async Task<IResult> FixAsync(string id, HttpContext context, ServerLake lake)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var buffer = new char[LongestRecord + 1];
        var length = await reader.ReadBlockAsync(buffer, context.RequestAborted);
        if (length > LongestRecord)
            throw new ProblemException(ProblemKinds.BodyTooLarge, FormattableString.Invariant($"The record has more than {LongestRecord} characters."));
        var outcome = await lake.Quarantine.FixAsync(id, new string(buffer, 0, length), context.RequestAborted);
        if (outcome.Check.Problem is not { } problem)
            return TypedResults.Json(new FixedRecord(outcome.Key!, outcome.Check.Rescued), EndpointJson.Default.FixedRecord);
        throw new ProblemException(
            new Problem(
                ProblemKinds.NoRecord,
                FormattableString.Invariant($"The record cannot be read; nothing was stored. Byte {problem.Offset}: {problem.Message}"))
            {
                Members = new Dictionary<string, object?>(StringComparer.Ordinal) { ["offset"] = problem.Offset, ["rule"] = problem.Rule },
            });
    }
}
