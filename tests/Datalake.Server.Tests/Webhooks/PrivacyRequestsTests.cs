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
        var requests = Requests();
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
        var key = await Requests().StoreAsync(Delivery("{\"customer\":"), Test.Token);
        using var kept = JsonDocument.Parse(await ReadAsync(key));
        Assert.Equal("{\"customer\":"u8.ToArray(), kept.RootElement.GetProperty("body_base64").GetBytesFromBase64());
    }

    [Fact]
    public async Task The_log_names_the_request_and_nobody_in_it()
    {
        await Requests().StoreAsync(Delivery("""{"customer":{"email":"zoe@example.com"}}"""), Test.Token);
        var line = Assert.Single(log.All);
        Assert.Equal(1202, line.Id);
        Assert.DoesNotContain("zoe", line.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_to_erase_is_written_as_lines_for_lake_erase()
    {
        const string Erase = """
            {"customers/redact":[
              {"dataset":"orders","where":"customer.id = {customer.id}"},
              {"dataset":"orders","where":"shop = {shop_domain} AND id = {orders_to_redact[]}"},
              {"dataset":"people","where":"email = {customer.email} AND kind = 'x'"},
              {"dataset":"people","where":"phone = {customer.phone}"}]
            }
            """;
        var key = await Requests().StoreAsync(
            Delivery("""{"shop_domain":"a'b","customer":{"id":18446744073709551615,"email":"o'hara\n@example.com","phone":null},"orders_to_redact":[1,"2"]}""", Erase),
            Test.Token);

        var lines = System.Text.Encoding.UTF8.GetString(await ReadAsync(key.Replace(".json", PrivacyRequests.LinesEnding, StringComparison.Ordinal)));
        Assert.Equal(
            ["customer.id = 18446744073709551615", "shop = 'a''b' AND id = 1", "shop = 'a''b' AND id = '2'", "email = 'o''hara\n@example.com' AND kind = 'x'"],
            lines.TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement.GetProperty("where").GetString()));
        Assert.Contains(log.All, line => line.Id == 1203 && line.Text.Contains("customer.phone", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"orders_to_redact":[]}""")]
    [InlineData("""{"orders_to_redact":[{}]}""")]
    [InlineData("""{"orders_to_redact":7}""")]
    [InlineData("""{"orders_to_redact":[""]}""")]
    [InlineData("[]")]
    [InlineData("{")]
    public async Task A_request_without_a_value_gives_no_condition(string body)
    {
        const string Erase = """{"customers/redact":[{"dataset":"orders","where":"id = {orders_to_redact[]}"}]}""";
        await Requests().StoreAsync(Delivery(body, Erase), Test.Token);
        Assert.DoesNotContain(store.Keys, key => key.EndsWith(PrivacyRequests.LinesEnding, StringComparison.Ordinal));
        Assert.Single(store.Keys);
    }

    private PrivacyRequests Requests() => new(store, WebhookHost.Clock, log);

    private async Task<byte[]> ReadAsync(string key)
    {
        await using var content = await store.OpenAsync(key, Test.Token);
        var bytes = new MemoryStream();
        await content!.Stream.CopyToAsync(bytes, Test.Token);
        return bytes.ToArray();
    }

    private static WebhookDelivery Delivery(string body, string erase = "{}") => new(
        "shop",
        "customers/redact",
        null,
        System.Text.Encoding.UTF8.GetBytes(body),
        new Dictionary<string, string>(StringComparer.Ordinal) { ["x-shopify-webhook-id"] = "a" })
    {
        IsPrivacyRequest = true,
        Erasures = [.. WebhookHost.Read($$"""{"scheme":"shopify","secrets":["env:A"],"dataset":"orders","erase":{{erase}} }""").Erasures],
    };
}
