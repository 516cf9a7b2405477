using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Apache.Arrow.Ipc;
using Datalake.Server.Tests.Checking;

namespace Datalake.Server.Tests.Hosting;

public class QueryEndpointTests
{
    [Theory]
    [InlineData("application/json", "[\n{\"n\":1,\"t\":\"x\"},\n{\"n\":2,\"t\":null}\n]\n")]
    [InlineData("*/*", "[\n{\"n\":1,\"t\":\"x\"},\n{\"n\":2,\"t\":null}\n]\n")]
    [InlineData("application/x-ndjson", "{\"n\":1,\"t\":\"x\"}\n{\"n\":2,\"t\":null}\n")]
    [InlineData("text/csv", "n,t\r\n1,x\r\n2,\r\n")]
    public async Task Rows_come_in_the_format_that_is_accepted(string accept, string expected)
    {
        await using var server = await RunningServer.StartAsync();

        Assert.Equal(expected, await server.QueryAsync("SELECT * FROM (VALUES (1, 'x'), (2, NULL)) AS v(n, t)", accept));
    }

    [Fact]
    public async Task Arrow_comes_as_a_stream_of_batches()
    {
        await using var server = await RunningServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/query")
        {
            Content = new StringContent("SELECT range AS n FROM range(5000)", Encoding.UTF8, "text/plain"),
        };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/vnd.apache.arrow.stream"));

        using var answer = await server.Client.SendAsync(request, Test.Token);
        using var reader = new ArrowStreamReader(await answer.Content.ReadAsStreamAsync(Test.Token));

        var rows = 0;
        while (await reader.ReadNextRecordBatchAsync(Test.Token) is { } batch)
        {
            using (batch) rows += batch.Length;
        }

        Assert.Equal(5000, rows);
        Assert.Equal("n", reader.Schema.FieldsList.Single().Name);
    }

    [Theory]
    [InlineData("SELECT nothing FROM orders", 400, "query-refused")]
    [InlineData("DROP TABLE orders", 400, "query-refused")]
    [InlineData("SELECT * FROM read_text('/etc/passwd')", 400, "query-refused")]
    [InlineData("", 400, "query-refused")]
    [InlineData("SELECT * FROM range(11)", 422, "too-many-rows")]
    [InlineData("SELECT count(*) FROM range(100000000) a, range(100000000) b", 504, "query-too-long")]
    public async Task A_query_that_is_not_answered_is_a_problem(string sql, int status, string kind)
    {
        await using var server = await RunningServer.StartAsync(settings => settings with
        {
            // Only the query that never ends is to meet its limit.
            Limits = settings.Limits with { QueryRows = 10, QueryTime = TimeSpan.FromSeconds(status == 504 ? 1 : 600) },
        });

        using var answer = await server.Client.PostAsync("/v1/query", new StringContent(sql, Encoding.UTF8, "text/plain"), Test.Token);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(kind, await TestHost.KindOf(answer));
    }

    [Theory]
    [InlineData("""{"sql":"SELECT 1 AS n"}""", 200)]
    [InlineData("""{"sql":"SELECT 1","version":1,"at":"2026-01-01T00:00:00Z"}""", 400)]
    [InlineData("""{"sql":"SELECT 1","version":-1}""", 400)]
    [InlineData("""{"sq":"SELECT 1"}""", 400)]
    [InlineData("{", 400)]
    public async Task A_query_may_come_as_JSON(string body, int status)
    {
        await using var server = await RunningServer.StartAsync();

        using var answer = await server.Client.PostAsync("/v1/query", new StringContent(body, Encoding.UTF8, "application/json"), Test.Token);

        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task An_answer_in_a_type_that_there_is_not_is_refused()
    {
        await using var server = await RunningServer.StartAsync();
        server.Client.DefaultRequestHeaders.Accept.ParseAdd("image/png");

        using var answer = await server.Client.PostAsync("/v1/query", new StringContent("SELECT 1"), Test.Token);

        Assert.Equal(HttpStatusCode.NotAcceptable, answer.StatusCode);
    }

    [Fact]
    public async Task Queries_that_run_at_once_all_get_their_answers()
    {
        await using var server = await RunningServer.StartAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => server.QueryAsync($"SELECT {i} AS n")));

        Assert.Equal(Enumerable.Range(0, 12).Select(i => $"n\r\n{i}\r\n"), answers);
    }
}
