using System.Text;
using System.Text.Json;
using Datalake.Records;
using Datalake.Server.Problems;
using Datalake.Server.Settings;
using Datalake.Server.Tests.Checking;
using Datalake.Server.Tests.Settings;
using Datalake.Server.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace Datalake.Server.Tests.Webhooks;

/// <summary>A server that takes the webhooks of one sender and keeps what it would store.</summary>
internal sealed class WebhookHost : IAsyncDisposable
{
    public const string Secret = "lake-test-secret-not-real";
    public const string OldSecret = "an-old-secret-of-the-shop";

    private WebhookHost(TestHost host, List<WebhookDelivery> stored) => (Host, Stored) = (host, stored);

    public TestHost Host { get; }

    public IReadOnlyList<WebhookDelivery> Stored { get; }

    public static FakeTimeProvider Clock { get; } = new(DateTimeOffset.FromUnixTimeSeconds(1_795_780_800));

    public static WebhookSettings Read(string settings) =>
        SampleSettings.Read($$"""{"webhooks":{"shop":{{settings}} } }""").Require().Webhooks["shop"];

    public static async Task<WebhookHost> StartAsync(string settings)
    {
        var read = Read(settings);
        var stored = new List<WebhookDelivery>();
        var host = await TestHost.StartAsync(
            _ => { },
            app =>
            {
                byte[][] secrets = [Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(OldSecret)];
                var receiver = new WebhookReceiver("shop", read, secrets, RecordLimits.Default, 100_000, Clock, app.Logger);
                app.UseLakeProblems();
                app.MapPost("/", async (HttpContext context) =>
                {
                    var delivery = await receiver.ReceiveAsync(context.Request, context.RequestAborted);
                    lock (stored) stored.Add(delivery);
                });
            });
        return new WebhookHost(host, stored);
    }

    public async Task<HttpResponseMessage> SendAsync(byte[] body, params (string Name, string Value)[] headers)
    {
        using var content = new ByteArrayContent(body);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = content };
        foreach (var (name, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value)) Assert.True(content.Headers.TryAddWithoutValidation(name, value));
        }

        return await Host.Client.SendAsync(request, Test.Token);
    }

    public static (byte[] Body, (string Name, string Value)[] Headers) Sample(string topic)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Samples", "shopify", topic);
        var headers = JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(Path.Combine(folder, "1.headers.json")))!;
        return (File.ReadAllBytes(Path.Combine(folder, "1.json")), [.. headers.Select(header => (header.Key, header.Value))]);
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
