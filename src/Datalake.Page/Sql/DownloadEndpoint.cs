using Datalake.Page.Queries;
using Datalake.Server.Access;
using Datalake.Server.Hosting;
using Datalake.Server.Problems;
using Datalake.Server.Querying;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Datalake.Page.Sql;

/// <summary>Sends all rows of a query as a file, within the limits that <c>POST /v1/query</c> has.</summary>
internal static class DownloadEndpoint
{
    public const string Address = "/sql/download";

    /// <summary>The formats.</summary>
    public static readonly DownloadFormat[] Formats =
    [
        new("csv", "CSV", "text/csv"), new("json", "JSON", "application/json"), new("parquet", "Parquet", "application/vnd.apache.parquet"),
    ];

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost(Address, SendAsync).ExcludeFromDescription().RequireAuthorization(AccessPolicies.Read);

    private static async Task<IResult> SendAsync(
        HttpContext context, ServerLake lake, ServerOptions options, [FromForm] string sql, [FromForm(Name = "format")] string name)
    {
        var limits = options.Settings.Limits;
        var format = Array.Find(Formats, each => each.Name == name)
            ?? throw new ProblemException(ProblemKinds.NotAcceptable, $"Downloads are {string.Join(", ", Formats.Select(each => each.Name))}.");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        stop.CancelAfter(limits.QueryTime);
        try
        {
            using var rental = await lake.Readers.RentAsync(stop.Token);
            context.Response.Headers.ContentDisposition = $"attachment; filename=\"result.{format.Name}\"";
            if (AnswerFormat.Find(format.MediaType) is { } rowByRow)
            {
                using var rows = await Task.Run(() => rental.Reader.Query(sql, stop.Token), stop.Token);
                await new QueryAnswer(rows, rowByRow, limits.QueryRows).SendAsync(context.Response, stop.Token);
                return TypedResults.Empty;
            }

            var (path, isCut) = await Task.Run(() => rental.Reader.Export(sql, limits.QueryRows, stop.Token), stop.Token);
            if (isCut) throw QueryProblems.TooManyRows(limits.QueryRows);
            context.Response.ContentType = format.MediaType;
            context.Response.Headers.CacheControl = "no-store";
            await context.Response.SendFileAsync(path, stop.Token);
            return TypedResults.Empty;
        }
        catch (Exception ended) when (
            stop.IsCancellationRequested && !context.RequestAborted.IsCancellationRequested && PageProblem.IsInterrupt(ended))
        {
            throw QueryProblems.TooLong(limits, ended);
        }
    }
}
