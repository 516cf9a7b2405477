using System.Text.Json;
using Datalake.Server.Tests.Checking;
using Datalake.Server.Webhooks;
using Datalake.Testing.Stores;

namespace Datalake.Server.Tests.Webhooks;

public sealed class PrivacyRequestsTests : IDisposable
{
    private readonly MemoryObjectStore store = new(WebhookHost.Clock);
    private readonly LogLines log = new();

    public void Dispose() => log.Dispose();

    [Fact]
    public async Task A_request_is_kept_with_its_body_and_once_however_often_it_comes()
    {
        var requests = new PrivacyRequests(store, WebhookHost.Clock, log);
        var delivery = Delivery("""{"shop_id":7,"customer":{"id":18446744073709551615,"email":"zoe@example.com"}}""");

        var key = await requests.StoreAsync(delivery, Test.Token);
        Assert.Equal(key, await requests.StoreAsync(delivery, Test.Token));
        var other = await requests.StoreAsync(Delivery("""{"shop_id":8}"""), Test.Token);

        Assert.Equal(new[] { key, other }.Order(StringComparer.Ordinal), await requests.ListAsync(Test.Token).ToArrayAsync(Test.Token));
        Assert.StartsWith("_state/privacy/shop/customers-redact-", key, StringComparison.Ordinal);
        using var kept = JsonDocument.Parse(await ReadAsync(key));
        Assert.Equal(("shop", "customers/redact"), (kept.RootElement.GetProperty("source").GetString(), kept.RootElement.GetProperty("topic").GetString()));
        Assert.Equal("18446744073709551615", kept.RootElement.GetProperty("body").GetProperty("customer").GetProperty("id").GetRawText());
        Assert.Equal("a", kept.RootElement.GetProperty("headers").GetProperty("x-shopify-webhook-id").GetString());
    }

    [Fact]
    public async Task What_is_no_JSON_is_kept_all_the_same()
    {
        var key = await new PrivacyRequests(store, WebhookHost.Clock, log).StoreAsync(Delivery("{\"customer\":"), Test.Token);
        using var kept = JsonDocument.Parse(await ReadAsync(key));
        Assert.Equal("{\"customer\":"u8.ToArray(), kept.RootElement.GetProperty("body_base64").GetBytesFromBase64());
    }

    [Fact]
    public async Task The_log_names_the_request_and_nobody_in_it()
    {
        await new PrivacyRequests(store, WebhookHost.Clock, log).StoreAsync(Delivery("""{"customer":{"email":"zoe@example.com"}}"""), Test.Token);
        var line = Assert.Single(log.All);
        Assert.Equal(1202, line.Id);
        Assert.DoesNotContain("zoe", line.Text, StringComparison.Ordinal);
    }

    private async Task<byte[]> ReadAsync(string key)
    {
        await using var content = await store.OpenAsync(key, Test.Token);
        var bytes = new MemoryStream();
        await content!.Stream.CopyToAsync(bytes, Test.Token);
        return bytes.ToArray();
    }

    private static WebhookDelivery Delivery(string body) => new(
        "shop",
        "customers/redact",
        null,
        System.Text.Encoding.UTF8.GetBytes(body),
        new Dictionary<string, string>(StringComparer.Ordinal) { ["x-shopify-webhook-id"] = "a" }) { IsPrivacyRequest = true };
}
