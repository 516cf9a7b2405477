using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Datalake.Embedded.Storage;
using Datalake.Quarantining;
using Datalake.Server.Tests.Checking;

namespace Datalake.Server.Tests.Hosting;

public class CorrectionEndpointTests
{
    private const string Broken = """{"id":"a","value":1,"at":"2026-11-20T08:00:00Z" """;

    [Fact]
    public async Task A_corrected_record_is_in_the_table_once_and_its_entry_is_gone()
    {
        await using var server = await RunningServer.StartAsync();
        var id = await BreakAsync(server);

        using var answer = await FixAsync(server, id, RunningServer.Order("a", 7));

        var stored = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Test.Token)).RootElement;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.StartsWith("_posted/orders/", stored.GetProperty("key").GetString(), StringComparison.Ordinal);
        await server.UntilAsync("SELECT count(*) FROM orders WHERE id = 'a' AND value = 7", "1");
        Assert.Empty(await EntriesAsync(server));
        using var again = await FixAsync(server, id, RunningServer.Order("a", 7));
        Assert.Equal("no-such-entry", await TestHost.KindOf(again));
        await server.UntilAsync("SELECT count(*) FROM orders", "1");
    }

    [Fact]
    public async Task Of_two_corrections_at_once_one_is_stored()
    {
        await using var server = await RunningServer.StartAsync();
        var id = await BreakAsync(server);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => FixAsync(server, id, RunningServer.Order("a", i))));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal(3, answers.Count(answer => answer.StatusCode == HttpStatusCode.NotFound));
        await server.UntilAsync("SELECT count(*) FROM orders", "1");
    }

    [Fact]
    public async Task A_correction_that_cannot_be_read_leaves_the_entry_as_it_is()
    {
        await using var server = await RunningServer.StartAsync();
        var id = await BreakAsync(server);

        using var answer = await FixAsync(server, id, """{"id":"a","value":}""");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var problem = await TestHost.ProblemOf(answer);
        Assert.Equal(("malformed-json", 18), (problem.GetProperty("rule").GetString(), problem.GetProperty("offset").GetInt32()));
        Assert.Equal(id, Assert.Single(await EntriesAsync(server)).Id);
    }

    private static async Task<HttpResponseMessage> FixAsync(RunningServer server, string id, string text) =>
        await server.Client.PostAsync($"/v1/quarantine/{id}/fix", new StringContent(text, Encoding.UTF8, "application/json"), Test.Token);

    private static async Task<string> BreakAsync(RunningServer server)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Broken)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var put = await server.Client.PutAsync("/v1/raw/orders/broken", content, Test.Token);
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        for (var entries = await EntriesAsync(server); ; entries = await EntriesAsync(server))
        {
            Test.Token.ThrowIfCancellationRequested();
            if (entries.Count == 1) return entries[0].Id;
        }
    }

    private static async Task<List<QuarantineEntry>> EntriesAsync(RunningServer server) =>
        await new QuarantineStore(new FileObjectStore(server.Root, syncsWriters: false)).ListAsync(null, _ => { }, Test.Token).ToListAsync(Test.Token);
}
