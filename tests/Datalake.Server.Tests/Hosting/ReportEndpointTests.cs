using System.Net;
using System.Text.Json;
using Datalake.Server.Tests.Checking;

namespace Datalake.Server.Tests.Hosting;

public class ReportEndpointTests
{
    private const string Report = """
        {
          "title": "Orders", "refresh": "1d",
          "parts": [
            { "title": "By id", "sql": "SELECT id, sum(value) AS value FROM orders GROUP BY id ORDER BY id", "show": "bar", "rows": 2 },
            { "title": "Wrong", "sql": "SELECT nothing FROM orders" }
          ]
        }
        """;

    [Fact]
    public async Task A_report_is_answered_with_the_rows_of_its_parts()
    {
        using var folder = new TestFolder();
        folder.Write("datasets/orders/reports/orders.json", Report);
        await using var server = await RunningServer.StartAsync(folder: folder);
        await server.StoreAsync($"[{RunningServer.Order("a", 1)},{RunningServer.Order("b", 2)},{RunningServer.Order("c", 3)}]");
        await server.UntilAsync("SELECT count(*) FROM orders", "3");

        var report = await GetAsync(server, "/v1/reports/orders");

        var (good, wrong) = (report.GetProperty("parts")[0], report.GetProperty("parts")[1]);
        Assert.Equal(("id", "value"), (good.GetProperty("x").GetString(), good.GetProperty("y")[0].GetString()));
        Assert.Equal("""[{"id":"a","value":1},{"id":"b","value":2}]""", good.GetProperty("rows").GetRawText());
        Assert.True(good.GetProperty("more").GetBoolean());
        Assert.Contains("nothing", wrong.GetProperty("failure").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Readers_within_the_refresh_time_see_one_result()
    {
        using var folder = new TestFolder();
        folder.Write("datasets/orders/reports/orders.json", Report);
        await using var server = await RunningServer.StartAsync(folder: folder);

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => GetAsync(server, "/v1/reports/orders")));
        await server.StoreAsync(RunningServer.Order("a"));
        await server.UntilAsync("SELECT count(*) FROM orders", "1");
        var later = await GetAsync(server, "/v1/reports/orders");

        Assert.Single(answers.Append(later).Select(answer => answer.GetProperty("parts")[0].GetRawText()).Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_report_whose_file_is_wrong_is_listed_with_its_problems()
    {
        using var folder = new TestFolder();
        folder.Write("datasets/reports/a.json", """{"title":"A","parts":[{"title":"x","view":"orders"}]}""");
        folder.Write("datasets/reports/b.json", """{"titel":"B","parts":[{"title":"x","view":"orders"}]}""");
        await using var server = await RunningServer.StartAsync(folder: folder);

        var list = await GetAsync(server, "/v1/reports");
        using var wrong = await server.Client.GetAsync("/v1/reports/b", Test.Token);
        using var missing = await server.Client.GetAsync("/v1/reports/c", Test.Token);

        Assert.Equal("A", list[0].GetProperty("title").GetString());
        Assert.False(list[0].TryGetProperty("problems", out _));
        Assert.Contains("$.titel", list[1].GetProperty("problems")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "report-invalid"), (wrong.StatusCode, await TestHost.KindOf(wrong)));
        Assert.Equal((HttpStatusCode.NotFound, "no-such-report"), (missing.StatusCode, await TestHost.KindOf(missing)));
    }

    private static async Task<JsonElement> GetAsync(RunningServer server, string address) =>
        JsonDocument.Parse(await server.Client.GetStringAsync(address, Test.Token)).RootElement;
}
