using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Datalake.Generator;

namespace Datalake.EndToEnd.Tests;

/// <summary><c>lake serve</c> as a process, with HTTP from outside and commands beside it.</summary>
public sealed class ServeTests : IDisposable
{
    private const int Clients = 8;
    private const int Kills = 12;

    private readonly TestFolder folder = new();
    private readonly LakeFiles lake;

    public ServeTests()
    {
        lake = new LakeFiles(folder["lake"]);
        folder.Write("lake.json", """{ "listen": "127.0.0.1:0", "seal": "100ms" }""");
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task What_lies_in_raw_and_what_is_posted_comes_to_the_table_while_it_runs_and_it_stops_when_asked()
    {
        var counts = GeneratedRaw.Write(lake, new CheckoutGeneratorOptions { Orders = 200, RecordSize = 1500, Seed = 3 });
        await using var server = await StartAsync();
        using var client = NewClient();

        Assert.Equal(HttpStatusCode.OK, (await PostAsync(client, "posted-1")).StatusCode);

        await UntilAsync(server, client, "SELECT count(*) FROM checkout WHERE orderid = 'posted-1'", 1);
        await UntilAsync(server, client, "SELECT count(*) FROM raw_checkout", counts.Records - counts.Bad + 1);
        server.Signal(TestProcess.Terminate);
        Assert.Equal(0, await server.Exited);
        lake.AssertAtRest();
    }

    [Fact]
    public async Task Commands_beside_it_are_handed_to_it()
    {
        await using var server = await StartAsync();
        GeneratedRaw.Write(lake, new CheckoutGeneratorOptions { Orders = 50, RecordSize = 1500, Seed = 3 });

        foreach (var (command, expected) in new[] { ("ingest", "arrivals"), ("partition", "hour"), ("run", "arrivals"), ("status", "checkout") })
        {
            await using var process = LakeProcess.Start(lake.Arguments(command, "--format", "csv"));
            Assert.InRange(await process.Exited, 0, 1);
            Assert.Contains(expected, process.Output.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("in use", process.Errors.ToString(), StringComparison.Ordinal);
        }

        await using var query = LakeProcess.Start(lake.Arguments("query", "--format", "csv", "SELECT count(*) > 0 AS any FROM checkout"));
        Assert.Equal(0, await query.Exited);
        Assert.Contains("true", query.Output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_erased_beside_it_is_gone_with_what_was_posted_just_before()
    {
        await using var server = await StartAsync();
        using var client = NewClient();
        await PostAsync(client, "gone-1");
        await PostAsync(client, "stays");
        await UntilAsync(server, client, "SELECT count(*) FROM checkout", 2);
        await PostAsync(client, "gone-2");
        var requests = folder.Write("requests.ndjson", """{"dataset": "checkout", "where": "OrderId = 'gone-1'"}""");

        await using var first = LakeProcess.Start(lake.Arguments("erase", "--from-file", requests));
        Assert.True(await first.Exited == 0, first.Errors.ToString());
        await using var second = LakeProcess.Start(lake.Arguments("erase", "--dataset", "checkout", "--where", "OrderId = 'gone-2'"));
        Assert.True(await second.Exited == 0, second.Errors.ToString());

        Assert.Contains("receipt", first.Errors.ToString(), StringComparison.Ordinal);
        Assert.Contains("receipt", second.Errors.ToString(), StringComparison.Ordinal);
        Assert.Equal([["stays"]], await RowsAsync(client, "SELECT orderid FROM checkout"));
        server.Signal(TestProcess.Terminate);
        Assert.Equal(0, await server.Exited);
        foreach (var path in lake.Find("raw").Concat(lake.Find("structured_json")).Concat(lake.Find("_state")))
            Assert.DoesNotContain("gone-", await File.ReadAllTextAsync(path, Test.Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_for_other_datasets_than_the_servers_is_refused()
    {
        await using var server = await StartAsync();
        folder.Write("other/checkout/dataset.json", File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "datasets/checkout/dataset.json")));

        await using var process = LakeProcess.Start(["ingest", "--root", lake.Root, "--datasets", folder["other"]]);

        Assert.Equal(2, await process.Exited);
        Assert.Contains("leave out --datasets", process.Errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Killed_many_times_under_load_every_record_that_was_acknowledged_is_in_the_table_once()
    {
        var random = new Random(TestSeed.Next());
        var (acknowledged, sent) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        for (var kill = 0; kill < Kills; kill++)
        {
            await using var server = await StartAsync();
            using var client = NewClient();
            var round = kill;
            var target = random.Next(1, 150);
            using var stop = new CancellationTokenSource();
            var posting = Enumerable.Range(0, Clients).Select(number => Task.Run(async () =>
            {
                for (var i = 0; !stop.IsCancellationRequested; i++)
                {
                    var id = string.Create(CultureInfo.InvariantCulture, $"k{round}-{number}-{i}");
                    lock (sent) sent.Add(id);
                    try
                    {
                        using var answer = await PostAsync(client, id);
                        if (answer.IsSuccessStatusCode) lock (acknowledged) acknowledged.Add(id);
                    }
                    catch (HttpRequestException)
                    {
                        return;
                    }
                }
            })).ToArray();
            var before = acknowledged.Count;
            await Poll.UntilAsync(() => { lock (acknowledged) return acknowledged.Count >= before + target; }, () => !server.HasExited);
            server.Kill();
            await server.Exited;
            await stop.CancelAsync();
            await Task.WhenAll(posting);
        }

        await using var last = await StartAsync();
        using var reader = NewClient();
        await UntilSettledAsync(last, reader);
        var rows = await RowsAsync(reader, "SELECT orderid, count(*) AS n FROM checkout GROUP BY ALL");
        Assert.All(rows, row => Assert.Equal("1", row[1]));
        var found = rows.Select(row => row[0]).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(acknowledged.Except(found));
        Assert.Empty(found.Except(sent));
    }

    private async Task<TestProcess> StartAsync()
    {
        var server = LakeProcess.Start(lake.Arguments("serve"));
        var state = Path.Combine(lake.Root, "_state/server.json");
        var isUp = await Poll.UntilAsync(
            () => File.Exists(state) && JsonDocument.Parse(File.ReadAllText(state)).RootElement is var read
                && read.TryGetProperty("processId", out var id) && id.ValueKind == JsonValueKind.Number && id.GetInt32() == server.Id,
            () => !server.HasExited);
        Assert.True(isUp, server.Errors.ToString());
        return server;
    }

    private HttpClient NewClient()
    {
        var state = JsonDocument.Parse(File.ReadAllText(Path.Combine(lake.Root, "_state/server.json"))).RootElement;
        var client = new HttpClient { BaseAddress = new Uri(state.GetProperty("address").GetString()!) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", state.GetProperty("token").GetString());
        return client;
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string id) => client.PostAsync(
        "/v1/datasets/checkout/records",
        new StringContent($$"""{"OrderId":"{{id}}","LastChange":"2026-11-20T08:00:00Z"}""", Encoding.UTF8, "application/json"),
        Test.Token);

    private static async Task<string[][]> RowsAsync(HttpClient client, string sql)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/query") { Content = new StringContent(sql) };
        request.Headers.Accept.ParseAdd("text/csv");
        using var answer = await client.SendAsync(request, Test.Token);
        var text = await answer.Content.ReadAsStringAsync(Test.Token);
        Assert.True(answer.IsSuccessStatusCode, text);
        return [.. text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(','))];
    }

    private static async Task UntilAsync(TestProcess server, HttpClient client, string sql, long value)
    {
        for (var last = ""; last != value.ToString(CultureInfo.InvariantCulture);)
        {
            Assert.False(server.HasExited, server.Errors.ToString());
            last = (await RowsAsync(client, sql))[0][0];
        }
    }

    /// <summary>Waits until nothing waits any more: everything in raw/ is committed, and the table holds the stage.</summary>
    private async Task UntilSettledAsync(TestProcess server, HttpClient client)
    {
        var isSettled = await Poll.UntilAsync(() => lake.Count("_state/journal") == 0 && lake.Ledger().Arrivals == lake.Count("raw"), () => !server.HasExited);
        Assert.True(isSettled, server.Errors.ToString());
        await UntilAsync(server, client, "SELECT (SELECT count(*) FROM raw_checkout) - (SELECT count(*) FROM checkout)", 0);
    }
}
