using Datalake.Server.Access;
using Datalake.Server.Describing;
using Datalake.Server.Hosting;
using Datalake.Server.Problems;
using Datalake.Server.Receiving;
using Datalake.Server.Settings;
using Datalake.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Datalake.Server.Endpoints;

/// <summary>Addresses that take what arrives. They answer 200 only when it is durable.</summary>
internal static class ArrivalEndpoints
{
    public static void Map(IEndpointRouteBuilder routes, ServerLake lake, LimitSettings limits)
    {
        routes
            .MapPost("/v1/datasets/{dataset}/records", (string dataset, HttpContext context) => PostAsync(dataset, context, lake))
            .WithName("PostRecords")
            .WithSummary("Store records: one JSON object, an array, objects one after the other, or CSV. gzip is taken.")
            .WithMetadata(new BodyTypes("application/json", "application/x-ndjson", "text/csv", "text/plain"))
            .Produces<PostedRecords>()
            .RequireAuthorization(AccessPolicies.Write);
        routes
            .MapPut("/v1/raw/{**key}", (string key, HttpContext context) => PutAsync(key, context, lake, limits))
            .WithName("PutRaw")
            .WithSummary("Store an arrival as it is, under its key. The same key again is a new version of it.")
            .WithMetadata(new BodyTypes("application/octet-stream"))
            .Produces<PutArrival>()
            .RequireAuthorization(AccessPolicies.Write);
    }

    private static async Task<IResult> PostAsync(string name, HttpContext context, ServerLake lake)
    {
        lake.ThrowIfNotTaking();
        var dataset = lake.Require(name);
        await using var body = new KeptBody(lake, dataset);
        var received = await lake.ReceiverOf(dataset).ReceiveAsync(context.Request, body.AppendAsync, context.RequestAborted);
        var key = received.Records == 0 ? null : await body.KeepAsync(context.RequestAborted);
        return TypedResults.Json(
            new PostedRecords(key, received.Bytes, received.Records, received.Unreadable, received.First),
            EndpointJson.Default.PostedRecords);
    }

    private static async Task<IResult> PutAsync(string key, HttpContext context, ServerLake lake, LimitSettings limits)
    {
        lake.ThrowIfNotTaking();
        if (ObjectKeys.Check(key) is { } problem)
            throw new ProblemException(ProblemKinds.BadKey, $"{problem} Choose another: {ObjectKeys.Show(key)}");
        await using var writer = await lake.CreateAsync(key, context.RequestAborted);
        var bytes = await RawReceiver.ReceiveAsync(
            context.Request, key, limits.RawBytes, (content, token) => writer.WriteAsync(content, token), context.RequestAborted);
        await writer.CommitAsync(context.RequestAborted);
        lake.Live.Announce(key, bytes);
        return TypedResults.Json(new PutArrival(key, bytes, lake.Live.Catalog.Claim(key)?.Name), EndpointJson.Default.PutArrival);
    }
}
