using System.Net;
using System.Net.Http.Json;
using System.Text;
using Datalake.Server.Receiving;
using Datalake.Server.Tests.Checking;

namespace Datalake.Server.Tests.Receiving;

public sealed class RecordReceiverTests : IAsyncLifetime
{
    private const string Record = """{"id":"1","at":"2026-11-27T12:00:00Z"}""";

    private ReceivingHost host = null!;

    public async ValueTask InitializeAsync() => host = await ReceivingHost.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData(Record, 1, 0)]
    [InlineData(Record + "\n" + Record + "\n", 2, 0)]
    [InlineData($"[{Record},{Record},{Record}]", 3, 0)]
    [InlineData("  " + Record + Record, 2, 0)]
    [InlineData("[]", 0, 0)]
    [InlineData(Record + "\n{\"id\":1,}\n" + Record, 3, 1)]
    [InlineData(Record + "\n{\"id\":", 2, 1)]
    [InlineData(Record + "\n[1,2]", 3, 2)]
    public async Task Records_are_counted_as_the_lake_reads_them(string body, long records, long unreadable)
    {
        using var answer = await host.PostAsync("/json", body);
        var received = await answer.Content.ReadFromJsonAsync<ReceivedRecords>(Test.Token);
        Assert.Equal((records, unreadable, Encoding.UTF8.GetByteCount(body)), (received!.Records, received.Unreadable, received.Bytes));
        Assert.Equal(body, Encoding.UTF8.GetString(Assert.Single(host.Stored)));
    }

    [Fact]
    public async Task The_first_unreadable_record_is_named_with_its_place()
    {
        using var answer = await host.PostAsync("/json", Record + "\n{\"id\":tru}\n{]}");
        var first = (await answer.Content.ReadFromJsonAsync<ReceivedRecords>(Test.Token))!.First!;
        Assert.Equal((2, "malformed-json"), (first.Number, first.Rule));
        Assert.InRange(first.Offset, Record.Length + 1, Record.Length + 11);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("   \n", "empty")]
    [InlineData("nonsense", "malformed-json")]
    [InlineData("{\"id\":1", "truncated")]
    [InlineData("[{\"id\":1,},{\"id\":}]", "malformed-json")]
    [InlineData("1", "not-an-object")]
    [InlineData("<html><body>502 Bad Gateway</body></html>", "unknown-format")]
    [InlineData("{\"id\":\"\\ud800\"}", "lone-surrogate")]
    public async Task A_body_of_which_nothing_can_be_read_is_refused_with_the_place_and_not_stored(string body, string rule)
    {
        using var answer = await host.PostAsync("/json", body);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var problem = await TestHost.ProblemOf(answer);
        Assert.Equal(rule, problem.GetProperty("rule").GetString());
        Assert.InRange(problem.GetProperty("offset").GetInt64(), 0, body.Length);
        Assert.Empty(host.Stored);
    }

    [Fact]
    public async Task Bytes_that_are_not_UTF_8_and_nesting_without_end_are_refused()
    {
        using var latin = await host.SendAsync(HttpMethod.Post, "/json", Encoding.Latin1.GetBytes("{\"id\":\"é\"}"));
        Assert.Equal("invalid-utf8", (await TestHost.ProblemOf(latin)).GetProperty("rule").GetString());
        using var deep = await host.PostAsync("/json", string.Concat(Enumerable.Repeat("{\"a\":", 20_000)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, deep.StatusCode);
        Assert.Empty(host.Stored);
    }

    [Theory]
    [InlineData("/json", "application/json", true)]
    [InlineData("/json", "Application/JSON; charset=UTF-8", true)]
    [InlineData("/json", "application/json; charset=\"utf-8\"", true)]
    [InlineData("/json", "text/plain;charset=UTF-8", true)]
    [InlineData("/json", "application/x-ndjson", true)]
    [InlineData("/json", "application/cloudevents+json", true)]
    [InlineData("/json", "application/octet-stream", true)]
    [InlineData("/json", null, true)]
    [InlineData("/json", "application/json; charset=iso-8859-1", false)]
    [InlineData("/json", "application/json; charset=utf-7", false)]
    [InlineData("/json", "text/csv", false)]
    [InlineData("/json", "application/x-www-form-urlencoded", false)]
    [InlineData("/json", "multipart/form-data; boundary=x", false)]
    [InlineData("/json", "application/xml", false)]
    [InlineData("/json", "image/png", false)]
    [InlineData("/json", "nonsense", false)]
    [InlineData("/json", "application/json, text/html", false)]
    [InlineData("/csv", "text/csv; charset=iso-8859-1", true)]
    [InlineData("/csv", "text/csv", true)]
    [InlineData("/csv", "text/csv; charset=utf-8", false)]
    [InlineData("/csv", "application/json", false)]
    public async Task A_body_is_of_a_type_that_the_contract_takes(string path, string? type, bool isTaken)
    {
        using var answer = await host.PostAsync(path, path == "/csv" ? "id,at\r\n1,2026-11-27\r\n" : Record, type);
        Assert.Equal(isTaken ? HttpStatusCode.OK : HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        if (isTaken) return;
        Assert.Contains("orders", (await TestHost.ProblemOf(answer)).GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Empty(host.Stored);
    }

    [Fact]
    public async Task A_form_of_curl_has_its_remedy_in_the_answer()
    {
        using var answer = await host.PostAsync("/json", Record, "application/x-www-form-urlencoded");
        Assert.Contains("curl", (await TestHost.ProblemOf(answer)).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gzip_is_taken_with_and_without_its_header_and_kept_as_it_came()
    {
        var body = ReceivingHost.Gzip(Encoding.UTF8.GetBytes(Record + "\n" + Record));
        using var said = await host.PostGzipAsync("/json", body);
        using var unsaid = await host.SendAsync(HttpMethod.Post, "/json", body);
        Assert.Equal(2, (await said.Content.ReadFromJsonAsync<ReceivedRecords>(Test.Token))!.Records);
        Assert.Equal(2, (await unsaid.Content.ReadFromJsonAsync<ReceivedRecords>(Test.Token))!.Records);
        Assert.All(host.Stored, stored => Assert.Equal(body, stored));
    }

    [Theory]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("gzip, gzip")]
    [InlineData("aws-chunked")]
    [InlineData("gzip")]
    public async Task An_encoding_that_is_not_read_or_not_true_is_refused(string encoding)
    {
        using var answer = await host.SendAsync(HttpMethod.Post, "/json", Encoding.UTF8.GetBytes(Record), "application/json", ("Content-Encoding", encoding));
        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "content-encoding"), (answer.StatusCode, await TestHost.KindOf(answer)));
        Assert.Empty(host.Stored);
    }

    [Fact]
    public async Task A_bomb_is_refused_by_its_decompressed_size_whatever_it_holds()
    {
        var zeros = new byte[50_000_000];
        var blanks = zeros.Select(_ => (byte)' ').ToArray();
        var text = Encoding.UTF8.GetBytes("{\"id\":\"" + new string('a', 50_000_000) + "\"}");
        byte[][] bombs = [zeros, blanks, text, ReceivingHost.Gzip(zeros), ReceivingHost.Gzip(ReceivingHost.Gzip(text))];
        foreach (var bomb in bombs.Select(content => ReceivingHost.Gzip(content)))
        {
            Assert.InRange(bomb.Length, 1, ReceivingHost.BodyBytes);
            using var answer = await host.PostGzipAsync("/json", bomb);
            Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "body-too-large"), (answer.StatusCode, await TestHost.KindOf(answer)));
        }

        Assert.Empty(host.Stored);
    }

    [Fact]
    public async Task A_gzip_stream_that_is_cut_or_damaged_is_refused()
    {
        var noise = new byte[20_000];
        new Random(TestSeed.Next()).NextBytes(noise);
        var body = ReceivingHost.Gzip(Encoding.UTF8.GetBytes($$"""{"id":"{{Convert.ToBase64String(noise)}}"}"""));
        using var cut = await host.PostGzipAsync("/json", body[..^5]);
        Assert.Equal((HttpStatusCode.BadRequest, "body-cut"), (cut.StatusCode, await TestHost.KindOf(cut)));
        body[^5] ^= 1;
        using var damaged = await host.PostGzipAsync("/json", body);
        Assert.Equal((HttpStatusCode.BadRequest, "body-cut"), (damaged.StatusCode, await TestHost.KindOf(damaged)));
        Assert.Empty(host.Stored);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused_with_and_without_a_length()
    {
        var body = Encoding.UTF8.GetBytes("[" + string.Join(',', Enumerable.Repeat(Record, ReceivingHost.BodyBytes / Record.Length)) + "]");
        using var announced = await host.SendAsync(HttpMethod.Post, "/json", body);
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "body-too-large"), (announced.StatusCode, await TestHost.KindOf(announced)));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/json") { Content = new ByteArrayContent(body) };
        request.Headers.TransferEncodingChunked = true;
        using var chunked = await host.Client.SendAsync(request, Test.Token);
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "body-too-large"), (chunked.StatusCode, await TestHost.KindOf(chunked)));
        Assert.Equal(ReceivingHost.BodyBytes, (await TestHost.ProblemOf(announced)).GetProperty("limit").GetInt32());
        Assert.Empty(host.Stored);
    }

    [Theory]
    [InlineData("Content-Length: 1000\r\n\r\n" + Record)]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n26\r\n" + Record)]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n26\r\n" + Record + "\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\nzz\r\n" + Record + "\r\n0\r\n\r\n")]
    [InlineData("Content-Length: 39\r\nContent-Length: 5\r\n\r\n" + Record)]
    [InlineData("Content-Length: -1\r\n\r\n" + Record)]
    public async Task A_body_that_is_cut_is_never_taken_although_what_came_is_a_whole_record(string rest)
    {
        var answer = await host.SendRawAsync("POST /json HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + rest, isCut: true);
        Assert.DoesNotContain(" 200 ", answer.Split('\n')[0], StringComparison.Ordinal);
        Assert.Empty(host.Stored);
    }

    [Fact]
    public async Task Bytes_behind_the_announced_length_are_no_part_of_the_body()
    {
        var answer = await host.SendRawAsync(
            FormattableString.Invariant($"POST /json HTTP/1.1\r\nHost: localhost\r\nContent-Length: {Record.Length}\r\n\r\n{Record}{Record}\r\n\r\n"), isCut: false);
        Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
        Assert.Equal(Record, Encoding.UTF8.GetString(Assert.Single(host.Stored)));
    }
}
