using Datalake.Embedded.Storage;
using Datalake.Server.Describing;
using Datalake.Server.Hosting;
using Datalake.Server.Problems;
using Datalake.Server.Settings;
using Datalake.Server.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Datalake.Server.Endpoints;

/// <summary><c>POST /v1/webhooks/{source}</c>: what senders of webhooks bring. Their signature is their credential.</summary>
internal static class WebhookEndpoint
{
    public static void Map(IEndpointRouteBuilder routes, ServerLake lake, ServerOptions options, ServerSecrets secrets)
    {
        var log = routes.ServiceProvider.GetRequiredService<ILogger<WebhookReceiver>>();
        var settings = options.Settings;
        var store = new FileObjectStore(lake.Live.Folder.Root, syncsWriters: true, lake.Live.Folder.Writing);
        var privacy = new PrivacyRequests(store, options.Lake.Time, log);
        var receivers = settings.Webhooks.ToDictionary(
            webhook => webhook.Key,
            webhook => new WebhookReceiver(
                webhook.Key,
                webhook.Value,
                secrets.Webhook(webhook.Key),
                options.Lake.Limits,
                settings.Limits.BodyBytes,
                options.Lake.Time,
                log),
            StringComparer.Ordinal);
        routes
            .MapPost("/v1/webhooks/{source}", (string source, HttpContext context) => TakeAsync(source, context))
            .WithName("Webhook")
            .WithSummary("Store a webhook's delivery, once its signature is checked.")
            .WithMetadata(new BodyTypes("application/json"))
            .Produces<TakenDelivery>()
            .AllowAnonymous();

        async Task<IResult> TakeAsync(string source, HttpContext context)
        {
            lake.ThrowIfNotTaking();
            if (!receivers.TryGetValue(source, out var receiver))
                throw new ProblemException(MissingProblems.Source(source, [.. receivers.Keys]));
            var delivery = await receiver.ReceiveAsync(context.Request, context.RequestAborted);
            var key = delivery switch
            {
                { IsPrivacyRequest: true } => await privacy.StoreAsync(delivery, context.RequestAborted),
                { Dataset: { } dataset } => await lake.StoreAsync(lake.Require(dataset), delivery.Arrival, context.RequestAborted),
                _ => null,
            };
            return TypedResults.Json(new TakenDelivery(delivery.Topic, delivery.Dataset, key), EndpointJson.Default.TakenDelivery);
        }
    }
}
