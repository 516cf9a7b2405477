using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Datalake.Server.Tests.Checking;

namespace Datalake.Server.Tests.Webhooks;

public sealed class WebhookSchemeTests
{
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"data":{"type":"not this"},"type":"invoice.paid","id":"evt_1"}""");

    private static readonly long Now = WebhookHost.Clock.GetUtcNow().ToUnixTimeSeconds();

    [Theory]
    [InlineData("sha256={right}", true)]
    [InlineData("sha256={RIGHT}", true)]
    [InlineData("{right}", false)]
    [InlineData("sha1={right}", false)]
    [InlineData("SHA256={right}", false)]
    [InlineData("sha256={right}0", false)]
    [InlineData("sha256={right", false)]
    [InlineData("sha256={zeros}", false)]
    [InlineData("sha256= {right}", false)]
    [InlineData("sha256=", false)]
    public async Task GitHub_signs_with_sha256_and_hex(string proof, bool isTaken)
    {
        await using var host = await WebhookHost.StartAsync("""{"scheme":"github","secrets":["env:A"],"datasets":{"push":"pushes"}}""");
        var right = Sign("", Body);
        var sent = proof
            .Replace("{right}", right, StringComparison.Ordinal)
            .Replace("{right", right[1..], StringComparison.Ordinal)
            .Replace("{RIGHT}", right.ToUpperInvariant(), StringComparison.Ordinal)
            .Replace("{zeros}", new string('0', 64), StringComparison.Ordinal);
        using var answer = await host.SendAsync(Body, ("X-Hub-Signature-256", sent), ("X-GitHub-Event", "push"), ("X-GitHub-Delivery", "d-1"));
        await AssertTakenAsync(host, answer, isTaken);
        if (isTaken) Assert.Equal(["x-github-delivery", "x-github-event"], host.Stored[0].Headers.Keys);
    }

    [Fact]
    public async Task GitHub_s_test_vector_is_right()
    {
        // Of GitHub's page "Validating webhook deliveries".
        var proof = HMACSHA256.HashData("It's a Secret to Everybody"u8, "Hello, World!"u8);
        Assert.Equal("757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17", Convert.ToHexStringLower(proof));
        await using var host = await WebhookHost.StartAsync("""{"scheme":"github","secrets":["env:A"],"dataset":"pushes"}""");
        using var answer = await host.SendAsync(
            "Hello, World!"u8.ToArray(), ("X-Hub-Signature-256", "sha256=" + Sign("", "Hello, World!"u8.ToArray())), ("X-GitHub-Event", "push"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("Hello, World!"u8.ToArray(), Assert.Single(host.Stored).Arrival.ToArray());
    }

    [Theory]
    [InlineData("t={now},v1={right}", true)]
    [InlineData("t={now}, v1={zeros}, v1={right}", true)]
    [InlineData("v0={zeros},v1={right},t={now}", true)]
    [InlineData("t={old},v1={right-old}", true)]
    [InlineData("t={older},v1={right-older}", false)]
    [InlineData("t={future},v1={right-future}", false)]
    [InlineData("t={now},v1={right-old}", false)]
    [InlineData("t={older},v1={right}", false)]
    [InlineData("t={now},v0={right}", false)]
    [InlineData("t={now}", false)]
    [InlineData("v1={right}", false)]
    [InlineData("t={now},t={now},v1={right}", false)]
    [InlineData("t=-{now},v1={right}", false)]
    [InlineData("t=99999999999999999999,v1={right}", false)]
    [InlineData("t=9223372036854775807,v1={right}", false)]
    [InlineData(",,,", false)]
    public async Task Stripe_signs_a_timestamp_with_the_body(string proof, bool isTaken)
    {
        await using var host = await WebhookHost.StartAsync("""{"scheme":"stripe","secrets":["env:A"],"datasets":{"invoice.*":"invoices"},"tolerance":"2m"}""");
        var sent = proof.Replace("{zeros}", new string('0', 64), StringComparison.Ordinal).Replace("{right}", "{right-now}", StringComparison.Ordinal);
        foreach (var (name, seconds) in new[] { ("now", Now), ("older", Now - 121), ("old", Now - 120), ("future", Now + 121) })
        {
            var timestamp = seconds.ToString(CultureInfo.InvariantCulture);
            sent = sent
                .Replace($"{{{name}}}", timestamp, StringComparison.Ordinal)
                .Replace($"{{right-{name}}}", Sign(timestamp + ".", Body), StringComparison.Ordinal);
        }

        using var answer = await host.SendAsync(Body, ("Stripe-Signature", sent));
        await AssertTakenAsync(host, answer, isTaken);
        if (isTaken) Assert.Equal(("invoice.paid", "invoices"), (host.Stored[0].Topic, host.Stored[0].Dataset));
    }

    [Theory]
    [InlineData("X-Webhook-Token", null, WebhookHost.Secret, true)]
    [InlineData("X-Webhook-Token", null, WebhookHost.OldSecret, true)]
    [InlineData("X-Webhook-Token", null, WebhookHost.Secret + "x", false)]
    [InlineData("X-Webhook-Token", null, "lake", false)]
    [InlineData("X-Webhook-Token", null, "", false)]
    [InlineData("X-Gitlab-Token", "X-Gitlab-Token", WebhookHost.Secret, true)]
    [InlineData("X-Webhook-Token", "X-Gitlab-Token", WebhookHost.Secret, false)]
    [InlineData("Authorization", "Authorization", "Bearer " + WebhookHost.Secret, true)]
    [InlineData("Authorization", "Authorization", WebhookHost.Secret, true)]
    [InlineData("Authorization", "Authorization", "Basic " + WebhookHost.Secret, false)]
    public async Task A_token_is_compared_with_a_header(string header, string? configured, string value, bool isTaken)
    {
        var option = configured is null ? "" : $",\"header\":\"{configured}\",\"headers\":[\"{configured}\"]";
        await using var host = await WebhookHost.StartAsync($$"""{"scheme":"token","secrets":["env:A"],"dataset":"receipts"{{option}} }""");
        using var answer = await host.SendAsync(Body, (header, value));
        await AssertTakenAsync(host, answer, isTaken);
        if (!isTaken) return;
        Assert.Empty(host.Stored[0].Headers);
        Assert.Equal(Body, host.Stored[0].Arrival.ToArray());
    }

    private static async Task AssertTakenAsync(WebhookHost host, HttpResponseMessage answer, bool isTaken)
    {
        Assert.Equal(isTaken ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal(isTaken ? 1 : 0, host.Stored.Count);
        if (isTaken) return;
        Assert.Equal("wrong-signature", await TestHost.KindOf(answer));
        Assert.Contains(host.Host.Log.All, line => line.Id == 1201);
        Assert.DoesNotContain(host.Host.Log.All, line => line.Text.Contains(WebhookHost.Secret, StringComparison.Ordinal));
    }

    private static string Sign(string before, byte[] body) => Convert.ToHexStringLower(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(WebhookHost.Secret), Encoding.UTF8.GetBytes(before).Concat(body).ToArray()));
}
