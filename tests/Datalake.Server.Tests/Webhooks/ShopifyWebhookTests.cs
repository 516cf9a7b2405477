using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Datalake.Server.Tests.Checking;

namespace Datalake.Server.Tests.Webhooks;

/// <summary>Bodies and signatures as Shopify sends them.</summary>
public sealed class ShopifyWebhookTests : IAsyncLifetime
{
    private const string Proof = "X-Shopify-Hmac-Sha256";

    private WebhookHost host = null!;

    public async ValueTask InitializeAsync() => host = await WebhookHost.StartAsync(
        """
        {
          "scheme": "shopify",
          "secrets": ["env:A", "env:B"],
          "datasets": { "orders/*": "orders", "carts/create": null },
          "headers": ["X-Request-Id", "Authorization"],
          "erase": {
            "customers/redact": [{ "dataset": "orders", "where": "customer.id = {customer.id}" }],
            "shop/redact": [{ "dataset": "orders", "where": "shop = {shop_domain}" }]
          }
        }
        """);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_delivery_is_taken_with_its_bytes_and_the_headers_that_matter()
    {
        var (body, headers) = WebhookHost.Sample("orders-create");
        using var answer = await host.SendAsync(body, [.. headers, ("X-Request-Id", "r-1"), ("Authorization", "Bearer a-token"), ("Cookie", "a=b")]);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var delivery = Assert.Single(host.Stored);
        Assert.Equal(("orders/create", "orders", false), (delivery.Topic, delivery.Dataset, delivery.IsPrivacyRequest));
        Assert.Equal(body, delivery.Body.ToArray());
        Assert.Equal(
            ["x-request-id", "x-shopify-api-version", "x-shopify-event-id", "x-shopify-shop-domain", "x-shopify-topic", "x-shopify-triggered-at", "x-shopify-webhook-id"],
            delivery.Headers.Keys);

        var arrival = delivery.Arrival.ToArray();
        using var record = JsonDocument.Parse(arrival);
        Assert.Equal("orders/create", record.RootElement.GetProperty("_headers").GetProperty("x-shopify-topic").GetString());
        var behind = Encoding.UTF8.GetString(arrival).IndexOf("},", StringComparison.Ordinal) + 2;
        Assert.Equal(Encoding.UTF8.GetString(body), "{" + Encoding.UTF8.GetString(arrival)[behind..]);
    }

    [Fact]
    public async Task One_changed_bit_anywhere_in_the_body_is_refused()
    {
        var (body, headers) = WebhookHost.Sample("orders-create");
        var random = new Random(TestSeed.Next());
        for (var i = 0; i < 200; i++)
        {
            var changed = body.ToArray();
            changed[random.Next(changed.Length)] ^= (byte)(1 << random.Next(8));
            await RefusedAsync(changed, headers);
        }

        await RefusedAsync(body[..^1], headers);
        await RefusedAsync([.. body, (byte)'\n'], headers);
        await RefusedAsync([], headers);
    }

    [Theory]
    [InlineData("")]
    [InlineData("=")]
    [InlineData("AAAA")]
    [InlineData("{hex}")]
    [InlineData("{right}=")]
    [InlineData("{right}{right}")]
    [InlineData("{lower}")]
    [InlineData("{other}")]
    [InlineData("{empty}")]
    public async Task A_signature_of_another_form_or_secret_is_refused(string proof)
    {
        var (body, headers) = WebhookHost.Sample("orders-create");
        var right = headers.Single(header => header.Name == Proof).Value;
        var sent = proof
            .Replace("{hex}", Convert.ToHexStringLower(Convert.FromBase64String(right)), StringComparison.Ordinal)
            .Replace("{lower}", right.ToLowerInvariant(), StringComparison.Ordinal)
            .Replace("{other}", Sign("another-secret-of-somebody", body), StringComparison.Ordinal)
            .Replace("{empty}", Sign("", body), StringComparison.Ordinal)
            .Replace("{right}", right, StringComparison.Ordinal);
        await RefusedAsync(body, [.. headers.Where(header => header.Name != Proof), (Proof, sent)]);
        Assert.All(host.Host.Log.All, line => Assert.DoesNotContain(right, line.Text, StringComparison.Ordinal));
        Assert.All(host.Host.Log.All, line => Assert.DoesNotContain(WebhookHost.Secret, line.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_signature_or_two_are_refused()
    {
        var (body, headers) = WebhookHost.Sample("orders-create");
        await RefusedAsync(body, [.. headers.Where(header => header.Name != Proof)]);
        await RefusedAsync(body, [.. headers, headers.Single(header => header.Name == Proof)]);
    }

    [Fact]
    public async Task During_a_rotation_the_old_secret_signs_too()
    {
        var (body, headers) = WebhookHost.Sample("orders-create");
        (string Name, string Value)[] others = [.. headers.Where(header => header.Name != Proof)];
        using var answer = await host.SendAsync(body, [.. others, (Proof, Sign(WebhookHost.OldSecret, body))]);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_privacy_request_is_recognized_and_goes_to_no_dataset()
    {
        var (body, headers) = WebhookHost.Sample("customers-redact");
        using var answer = await host.SendAsync(body, headers);
        var delivery = Assert.Single(host.Stored);
        Assert.Equal((true, null, "customers/redact"), (delivery.IsPrivacyRequest, delivery.Dataset, delivery.Topic));
        Assert.Equal("customer.id = {customer.id}", Assert.Single(delivery.Erasures).Where.Text);
    }

    [Fact]
    public async Task A_topic_that_is_ignored_on_purpose_is_answered()
    {
        var (body, headers) = WebhookHost.Sample("carts-create");
        using var answer = await host.SendAsync(body, headers);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Null(Assert.Single(host.Stored).Dataset);
    }

    [Theory]
    [InlineData("cart/create", "Did you mean 'carts/create'?")]
    [InlineData("orders", "Did you mean 'orders/*'?")]
    [InlineData("app/uninstalled", "Known here: ")]
    [InlineData("ORDERS/create", "")]
    [InlineData("", "without a topic")]
    public async Task A_topic_that_no_dataset_takes_is_never_answered_with_success(string topic, string words)
    {
        var (body, headers) = WebhookHost.Sample("orders-create");
        using var answer = await host.SendAsync(body, [.. headers.Where(header => header.Name != "X-Shopify-Topic"), ("X-Shopify-Topic", topic)]);
        Assert.Equal((HttpStatusCode.NotFound, "no-such-topic"), (answer.StatusCode, await TestHost.KindOf(answer)));
        Assert.Contains(words, (await TestHost.ProblemOf(answer)).GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Empty(host.Stored);
    }

    [Fact]
    public async Task A_form_and_a_compressed_body_are_refused_with_what_to_change()
    {
        var (body, headers) = WebhookHost.Sample("orders-create");
        (string Name, string Value)[] others = [.. headers.Where(header => header.Name != "Content-Type")];
        using var form = await host.SendAsync(body, [.. others, ("Content-Type", "application/x-www-form-urlencoded")]);
        Assert.Equal("media-type", await TestHost.KindOf(form));
        using var gzip = await host.SendAsync(body, [.. headers, ("Content-Encoding", "gzip")]);
        Assert.Equal("content-encoding", await TestHost.KindOf(gzip));
        using var large = await host.SendAsync(new byte[100_001], headers);
        Assert.Equal("body-too-large", await TestHost.KindOf(large));
        Assert.Empty(host.Stored);
    }

    private async Task RefusedAsync(byte[] body, (string Name, string Value)[] headers)
    {
        using var answer = await host.SendAsync(body, headers);
        Assert.Equal((HttpStatusCode.Unauthorized, "wrong-signature"), (answer.StatusCode, await TestHost.KindOf(answer)));
        Assert.Empty(host.Stored);
    }

    private static string Sign(string secret, byte[] body) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));
}
