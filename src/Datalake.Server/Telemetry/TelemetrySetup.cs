using System.Collections;
using Datalake.Server.Access;
using Datalake.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Datalake.Server.Telemetry;

/// <summary>
/// Offers what the lake and the server count: to Prometheus at <c>/metrics</c>, and by OTLP where the usual
/// variables of OpenTelemetry say so.
/// </summary>
internal static class TelemetrySetup
{
    private const string Prefix = "OTEL_";
    private const string Service = "datalake";

    private static readonly string[] Endpoints = ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT"];

    private static readonly string[] Meters =
    [LakeMeter.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime"];

    /// <summary>Adds it to a server.</summary>
    /// <param name="builder">The server.</param>
    public static void Add(WebApplicationBuilder builder)
    {
        var variables = Variables();
        builder.Configuration.AddInMemoryCollection(variables);
        var isExported = Endpoints.Any(name => variables.GetValueOrDefault(name) is { Length: > 0 })
            && !string.Equals(variables.GetValueOrDefault("OTEL_SDK_DISABLED"), "true", StringComparison.OrdinalIgnoreCase);
        var telemetry = builder.Services.AddOpenTelemetry();
        if (!variables.ContainsKey("OTEL_SERVICE_NAME")) telemetry.ConfigureResource(resource => resource.AddService(Service));
        telemetry.WithMetrics(metrics =>
        {
            metrics.AddMeter(Meters).AddPrometheusExporter(prometheus => prometheus.ScrapeResponseCacheDurationMilliseconds = 0);
            if (isExported) metrics.AddOtlpExporter();
        });
        if (variables.GetValueOrDefault(Endpoints[0]) is { Length: > 0 } && isExported)
            builder.Logging.AddOpenTelemetry(logs => logs.AddOtlpExporter());
    }

    /// <summary>Maps the address.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPrometheusScrapingEndpoint("/metrics")
        .WithMetadata(new EndpointNameMetadata("Metrics"), new EndpointSummaryAttribute("What the server counts, as Prometheus reads it."))
        .RequireAuthorization(AccessPolicies.Read);

    private static Dictionary<string, string?> Variables()
    {
        var found = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            if (variable.Key is string name && name.StartsWith(Prefix, StringComparison.Ordinal)) found[name] = variable.Value as string;
        }

        return found;
    }
}
