using System.Globalization;
using System.Net;
using Datalake.Generator;

namespace Datalake.EndToEnd.Tests;

/// <summary><c>lake serve</c> as a process, with HTTP from outside and commands beside it.</summary>
public sealed class ServeTests : IDisposable
{
    private const int Clients = 8;

    /// <summary>The environment variable that sets how many times the server is killed.</summary>
    private const string Variable = "DATALAKE_SERVER_KILLS";

    private const int DefaultKills = 25;

    private static readonly int Kills = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given
        ? int.Parse(given, CultureInfo.InvariantCulture)
        : DefaultKills;

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

        Assert.Equal(HttpStatusCode.OK, (await server.PostAsync("posted-1")).StatusCode);

        await server.UntilAsync("SELECT count(*) FROM checkout WHERE orderid = 'posted-1'", 1);
        await server.UntilAsync("SELECT count(*) FROM raw_checkout", counts.Records - counts.Bad + 1);
        await server.StopAsync();
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
        await server.PostAsync("gone-1");
        await server.PostAsync("stays");
        await server.UntilAsync("SELECT count(*) FROM checkout", 2);
        await server.PostAsync("gone-2");
        var requests = folder.Write("requests.ndjson", """{"dataset": "checkout", "where": "OrderId = 'gone-1'"}""");

        await using var first = LakeProcess.Start(lake.Arguments("erase", "--from-file", requests));
        Assert.True(await first.Exited == 0, first.Errors.ToString());
        await using var second = LakeProcess.Start(lake.Arguments("erase", "--dataset", "checkout", "--where", "OrderId = 'gone-2'"));
        Assert.True(await second.Exited == 0, second.Errors.ToString());

        Assert.Contains("receipt", first.Errors.ToString(), StringComparison.Ordinal);
        Assert.Contains("receipt", second.Errors.ToString(), StringComparison.Ordinal);
        Assert.Equal([["stays"]], await server.RowsAsync("SELECT orderid FROM checkout"));
        await server.StopAsync();
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
                        using var answer = await server.PostAsync(id);
                        if (answer.IsSuccessStatusCode) lock (acknowledged) acknowledged.Add(id);
                    }
                    catch (HttpRequestException)
                    {
                        return;
                    }
                }
            })).ToArray();
            var before = acknowledged.Count;
            await Poll.UntilAsync(
                () => { lock (acknowledged) return acknowledged.Count >= before + target; }, () => !server.Process.HasExited);
            server.Process.Kill();
            await server.Process.Exited;
            await stop.CancelAsync();
            await Task.WhenAll(posting);
        }

        await using var last = await StartAsync();
        await last.UntilSettledAsync();
        var rows = await last.RowsAsync("SELECT orderid, count(*) AS n FROM checkout GROUP BY ALL");
        Assert.All(rows, row => Assert.Equal("1", row[1]));
        var found = rows.Select(row => row[0]).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(acknowledged.Except(found));
        Assert.Empty(found.Except(sent));
    }

    private Task<ServedLake> StartAsync() => ServedLake.StartAsync(lake);
}
