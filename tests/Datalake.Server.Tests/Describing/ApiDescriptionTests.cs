using System.Text.Json;
using Datalake.Server.Tests.Hosting;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace Datalake.Server.Tests.Describing;

public class ApiDescriptionTests
{
    // They describe themselves, or are of another protocol.
    private static readonly string[] Elsewhere = ["openapi/{documentName}.json", "metrics"];

    [Fact]
    public async Task Every_address_is_described_with_a_summary_its_answers_and_who_may()
    {
        await using var server = await RunningServer.StartAsync();
        server.Client.DefaultRequestHeaders.Authorization = null;
        var document = JsonDocument.Parse(await server.Client.GetStringAsync("/openapi/v1.json", Test.Token)).RootElement;
        var paths = document.GetProperty("paths");
        var mapped = server.Server.Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is null)
            .Select(endpoint => (
                Path: "/" + endpoint.RoutePattern.RawText!.TrimStart('/').Replace("**", "", StringComparison.Ordinal),
                Methods: endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]))
            .Where(endpoint => !Elsewhere.Contains(endpoint.Path[1..], StringComparer.Ordinal))
            .ToArray();

        Assert.True(mapped.Length >= 12);
        foreach (var (path, methods) in mapped)
        {
            foreach (var method in methods)
            {
                Assert.True(paths.TryGetProperty(path, out var described), path);
                Assert.True(described.TryGetProperty(Lower(method), out var operation), $"{method} {path}");
                Assert.NotEmpty(operation.GetProperty("summary").GetString()!);
                Assert.NotEmpty(operation.GetProperty("responses").GetProperty("200").GetProperty("content").EnumerateObject());
                Assert.True(operation.GetProperty("responses").GetProperty("default").GetProperty("content").TryGetProperty("application/problem+json", out _));
                var isOpen = path is "/healthz" or "/readyz" or "/v1/webhooks/{source}";
                Assert.Equal(!isOpen, operation.TryGetProperty("security", out _));
                if (method is "POST" or "PUT" && !path.EndsWith("/replay", StringComparison.Ordinal) && !path.EndsWith("/discard", StringComparison.Ordinal))
                    Assert.NotEmpty(operation.GetProperty("requestBody").GetProperty("content").EnumerateObject());
            }
        }

        Assert.Equal("bearer", document.GetProperty("components").GetProperty("securitySchemes").GetProperty("token").GetProperty("scheme").GetString());
    }

    private static string Lower(string method) => method switch
    {
        "GET" => "get",
        "POST" => "post",
        "PUT" => "put",
        _ => throw new ArgumentOutOfRangeException(nameof(method), method, "A method that no address has so far."),
    };
}
