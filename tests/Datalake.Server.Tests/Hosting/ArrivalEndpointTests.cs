using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Datalake.Server.Tests.Checking;

namespace Datalake.Server.Tests.Hosting;

/// <summary>What is posted or put is in the tables seconds later, once.</summary>
public class ArrivalEndpointTests
{
    [Theory]
    [InlineData("""{"id":"a","at":"2026-11-20T08:00:00Z"}""", 1)]
    [InlineData("""[{"id":"a","at":"2026-11-20T08:00:00Z"},{"id":"b","at":"2026-11-20T08:00:00Z"}]""", 2)]
    [InlineData("{\"id\":\"a\",\"at\":\"2026-11-20T08:00:00Z\"}\n{\"id\":\"b\",\"at\":\"2026-11-20T08:00:00Z\"}\r\n", 2)]
    [InlineData("\n  {\"id\" :\"a\",\n\"at\":\"2026-11-20T08:00:00Z\"\n}", 1)]
    public async Task JSON_in_any_layout_comes_to_the_table(string body, int records)
    {
        await using var server = await RunningServer.StartAsync();

        var stored = await server.StoreAsync(body);

        Assert.Equal(records, stored.GetProperty("records").GetInt32());
        Assert.StartsWith("_posted/orders/", stored.GetProperty("key").GetString(), StringComparison.Ordinal);
        await server.UntilAsync("SELECT count(*) FROM orders", $"{records}");
        Assert.Equal("a\r\n", (await server.QueryAsync("SELECT min(id) AS id FROM orders_current"))[4..]);
    }

    [Fact]
    public async Task CSV_comes_to_the_table_of_a_dataset_that_takes_it()
    {
        await using var server = await RunningServer.StartAsync();

        await server.StoreAsync("sku,price,at\nx,1.50,2026-11-20T08:00:00Z\ny,2,2026-11-20T08:00:00Z\n", "prices", "text/csv");
        await server.StoreAsync("sku,price,at\nz,3,2026-11-20T08:00:00Z\n", "prices", "text/csv");

        await server.UntilAsync("SELECT sum(price) FROM prices", "6.50");
    }

    [Fact]
    public async Task Records_that_cannot_be_read_go_to_quarantine_and_the_answer_counts_them()
    {
        await using var server = await RunningServer.StartAsync();

        var stored = await server.StoreAsync($"{RunningServer.Order("a")}\n{{\"id\":\n{RunningServer.Order("c")}\n");

        Assert.Equal((3, 1), (stored.GetProperty("records").GetInt32(), stored.GetProperty("quarantined").GetInt32()));
        Assert.Equal(2, stored.GetProperty("first").GetProperty("number").GetInt32());
        await server.UntilAsync("SELECT string_agg(id, '' ORDER BY id) FROM orders", "ac");
        Assert.Single(server.Files("quarantine/orders"));
    }

    [Fact]
    public async Task A_body_of_which_nothing_can_be_read_is_refused_and_nothing_is_stored()
    {
        await using var server = await RunningServer.StartAsync();

        using var answer = await server.PostAsync("{\"id\":");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal("no-record", await TestHost.KindOf(answer));
        Assert.Empty(server.Files("raw"));
        Assert.Empty(server.Files("_state/journal"));
    }

    [Fact]
    public async Task A_body_without_records_is_nothing_to_store()
    {
        await using var server = await RunningServer.StartAsync();

        var stored = await server.StoreAsync("[]");

        Assert.Equal(System.Text.Json.JsonValueKind.Null, stored.GetProperty("key").ValueKind);
        Assert.Equal(0, stored.GetProperty("records").GetInt32());
    }

    [Fact]
    public async Task A_body_of_many_megabytes_is_an_arrival_by_itself()
    {
        await using var server = await RunningServer.StartAsync();
        var body = string.Join(
            '\n', Enumerable.Range(0, 30_000).Select(i => RunningServer.Order(i.ToString(CultureInfo.InvariantCulture))));

        var stored = await server.StoreAsync(body);

        Assert.Equal(new FileInfo(Path.Combine(server.Root, "raw", stored.GetProperty("key").GetString()!)).Length, Encoding.UTF8.GetByteCount(body));
        await server.UntilAsync("SELECT count(*) FROM orders", "30000");
    }

    [Fact]
    public async Task Compressed_records_are_taken()
    {
        await using var server = await RunningServer.StartAsync();
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(RunningServer.Order("a")), Test.Token);
        using var content = new ByteArrayContent(packed.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        content.Headers.ContentEncoding.Add("gzip");

        using var answer = await server.Client.PostAsync("/v1/datasets/orders/records", content, Test.Token);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await server.UntilAsync("SELECT count(*) FROM orders", "1");
    }

    [Fact]
    public async Task What_many_clients_post_at_once_is_in_the_table_once_each_and_in_few_arrivals()
    {
        await using var server = await RunningServer.StartAsync();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(async client =>
        {
            for (var i = 0; i < 100; i++) await server.StoreAsync(RunningServer.Order($"{client}-{i}"));
        }));

        await server.UntilAsync("SELECT count(*) FROM orders", "800");
        Assert.Equal("800", (await server.QueryAsync("SELECT count(DISTINCT id) FROM orders")).Split("\r\n")[1]);
        Assert.InRange(server.Files("raw").Length, 1, 400);
    }

    [Fact]
    public async Task What_was_acknowledged_is_there_after_a_stop_and_a_start()
    {
        using var folder = new TestFolder();
        await using (var server = await RunningServer.StartAsync(folder: folder))
        {
            for (var i = 0; i < 20; i++) await server.StoreAsync(RunningServer.Order($"{i}"));
            Assert.True(await server.Server.StopAsync());
        }

        await using var next = await RunningServer.StartAsync(folder: folder);
        await next.UntilAsync("SELECT count(*) FROM orders", "20");
        Assert.Empty(next.Files("_state/journal"));
    }

    [Theory]
    [InlineData(null, "no-token")]
    [InlineData("lake_0123456789012345678901234567890123456789", "wrong-token")]
    public async Task Without_an_accepted_token_nothing_is_stored(string? token, string kind)
    {
        await using var server = await RunningServer.StartAsync();
        server.Client.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);

        using var answer = await server.PostAsync(RunningServer.Order("a"));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal(kind, await TestHost.KindOf(answer));
        Assert.Empty(server.Files("_state/journal"));
    }

    [Fact]
    public async Task A_dataset_that_is_not_there_is_named_with_the_nearest_one()
    {
        await using var server = await RunningServer.StartAsync();

        using var answer = await server.PostAsync(RunningServer.Order("a"), "order");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("'orders'", (await TestHost.ProblemOf(answer)).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_raw_arrival_lies_under_its_key_and_the_same_key_again_is_a_new_version_of_it()
    {
        await using var server = await RunningServer.StartAsync();

        Assert.Equal("""{"key":"orders/2026/a b","bytes":48,"dataset":"orders"}""", await PutAsync(server, "orders/2026/a%20b", RunningServer.Order("a")));
        await server.UntilAsync("SELECT count(*) FROM orders", "1");
        await PutAsync(server, "orders/2026/a%20b", RunningServer.Order("b", 22));

        await server.UntilAsync("SELECT string_agg(id, '' ORDER BY id) FROM orders", "ab");
        Assert.Equal(RunningServer.Order("b", 22), File.ReadAllText(Path.Combine(server.Root, "raw/orders/2026/a b")));
        Assert.Equal("""{"key":"else/a","bytes":2,"dataset":null}""", await PutAsync(server, "else/a", "{}"));
    }

    [Fact]
    public async Task A_raw_arrival_that_is_not_what_its_checksum_says_is_not_stored()
    {
        await using var server = await RunningServer.StartAsync();
        using var content = new StringContent(RunningServer.Order("a"));
        content.Headers.TryAddWithoutValidation("x-amz-checksum-sha256", Convert.ToBase64String(SHA256.HashData("other"u8)));

        using var answer = await server.Client.PutAsync("/v1/raw/orders/a", content, Test.Token);

        Assert.Equal("checksum-mismatch", await TestHost.KindOf(answer));
        Assert.Empty(server.Files("raw"));
    }

    [Theory]
    [InlineData("/v1/raw/orders/%2e%2e/%2e%2e/x")]
    [InlineData("/v1/raw/orders//a")]
    [InlineData("/v1/raw/orders/a%5Cb")]
    [InlineData("/v1/raw/orders/a%00b")]
    public async Task A_key_that_cannot_be_one_is_refused(string address)
    {
        await using var server = await RunningServer.StartAsync();

        using var answer = await server.Client.PutAsync(new Uri(server.Server.Address + address), new StringContent("{}"), Test.Token);

        Assert.InRange((int)answer.StatusCode, 400, 405);
        Assert.Empty(server.Files("raw"));
    }

    [Fact]
    public async Task A_lake_that_is_too_far_behind_says_when_to_come_again()
    {
        await using var server = await RunningServer.StartAsync(settings => settings with
        {
            Limits = settings.Limits with { BacklogBytes = -1 },
        });

        using var answer = await server.PostAsync(RunningServer.Order("a"));

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Empty(server.Files("_state/journal"));
    }

    private static async Task<string> PutAsync(RunningServer server, string key, string body)
    {
        using var answer = await server.Client.PutAsync($"/v1/raw/{key}", new StringContent(body), Test.Token);
        return await answer.Content.ReadAsStringAsync(Test.Token);
    }
}
