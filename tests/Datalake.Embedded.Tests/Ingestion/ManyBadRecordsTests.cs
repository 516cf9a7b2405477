using Datalake.Embedded.Tests.Checking;
using Datalake.Quarantining;

namespace Datalake.Embedded.Tests.Ingestion;

/// <summary>
/// An arrival with many bad records costs one object for each step, one pass to replay, and its good records are delivered.
/// </summary>
public sealed class ManyBadRecordsTests : IDisposable
{
    private const int Many = QuarantineWriter.MaximumEntries;

    private static readonly string Strict = Contracts.Orders.Replace(
        "\"OrderId\": \"string\"", "\"OrderId\": \"bigint\"", StringComparison.Ordinal);

    private readonly TestLake lake = new(contracts: [Strict, Contracts.Prices]);

    public void Dispose() => lake.Dispose();

    [Fact]
    public async Task The_entries_of_one_arrival_lie_in_one_object()
    {
        lake.Drop("orders/a", Lines(1000, i => i % 2 == 0 ? "bad" : Order(i)));

        Assert.Equal((500, 500), await lake.IngestAsync() is var report ? (report.Delivered, report.Quarantined) : default);

        Assert.Single(lake.Files("quarantine"));
        Assert.Equal(Enumerable.Range(0, 500).Select(i => 2L * i + 1), (await lake.QuarantineAsync()).Select(entry => entry.Record));
    }

    [Fact]
    public async Task Beyond_a_number_the_rest_is_one_entry_and_the_good_records_between_are_delivered()
    {
        await IngestManyAsync(Many + 5);

        var entries = await lake.QuarantineAsync();
        Assert.Equal(Many + 1, entries.Count);
        Assert.Equal(("rest", 2L * Many + 2, 5), entries[^1] is var rest ? (rest.Rule, rest.Record, rest.Count) : default);
        Assert.Contains("no-identity: 5", entries[^1].Reason, StringComparison.Ordinal);
        Assert.Single(lake.Files("quarantine"));
        await BalancedAsync(Many + 5);
    }

    [Fact]
    public async Task A_replay_delivers_each_bad_record_once_those_of_the_rest_too_and_reads_the_arrival_once()
    {
        await IngestManyAsync(Many + 5);
        lake.SetContract(Contracts.Orders);

        Assert.Equal((Many + 5, Many + 5, 1), await ReplayAsync());

        Assert.Equal([$"{{'n': {2 * (Many + 5)}, 'd': {2 * (Many + 5)}}}"], lake.Stage("count(*) AS n, count(DISTINCT _source) AS d"));
        Assert.Empty(lake.Files("quarantine"));
        await BalancedAsync(0);
        Assert.Equal((0, 0, 0), await ReplayAsync());
    }

    [Fact]
    public async Task What_of_the_rest_has_no_reading_still_is_kept_and_the_others_are_delivered()
    {
        const string Undated = """{"OrderId":"x"}""";
        lake.Drop(
            "orders/a",
            Lines(
                2 * Many,
                i =>
                    i % 2 == 0 ? Order(i)
                    : i % 1000 == 999 ? Undated
                    : Order(i, "x")
            ) + Lines(20, i => i % 2 == 0 ? Undated : Order(i, "y"))
        );
        Assert.Equal(Many + 20, (await lake.IngestAsync()).Quarantined);
        lake.SetContract(Contracts.Orders);

        Assert.Equal((Many + 20, Many - 20 + 10, 1), await ReplayAsync());

        var left = await lake.QuarantineAsync();
        Assert.Equal(30, left.Count);
        Assert.Equal(
            Enumerable.Range(0, 10).Select(i => (2L * Many + 2 * i + 1, "no-change-date", Undated)),
            left.Skip(20).Select(entry => (entry.Record, entry.Rule, entry.Payload!))
        );
        Assert.Equal([$"{{'n': {2 * Many - 10}, 'd': {2 * Many - 10}}}"], lake.Stage("count(*) AS n, count(DISTINCT _source) AS d"));
        await BalancedAsync(30);
    }

    [Fact]
    public async Task A_rest_whose_arrival_is_gone_stays()
    {
        await IngestManyAsync(Many + 5);
        lake.SetContract(Contracts.Orders);
        File.Delete(lake.PathOf("raw/orders/a"));

        Assert.Equal((Many + 5, Many, 0), await ReplayAsync());

        Assert.Equal(("rest", 5), Assert.Single(await lake.QuarantineAsync()) is var rest ? (rest.Rule, rest.Count) : default);
        await BalancedAsync(5);
    }

    [Fact]
    public async Task A_rest_that_could_not_be_structured_is_replayed_too()
    {
        lake.SetContract(Contracts.Orders);
        lake.Configure = options => options with { Limits = options.Limits with { Depth = 4 } };
        const string Deep = """{"OrderId":"ID","LastChange":"2026-11-19T10:00:00Z","Items":[{"x":{"y":{"z":{"w":1}}}}]}""";
        lake.Drop("orders/a", Lines(Many + 5, i => i == Many + 1 ? Order(i) : Deep.Replace("ID", $"d{i}", StringComparison.Ordinal)));
        Assert.Equal((1, Many + 4), await lake.IngestAsync() is var report ? (report.Delivered, report.Quarantined) : default);
        Assert.Equal(
            (QuarantineStep.Structure, "rest", 4),
            (await lake.QuarantineAsync())[^1] is var rest ? (rest.Step, rest.Rule, rest.Count) : default
        );

        lake.Configure = options => options;
        Assert.Equal((Many + 4, Many + 4, 1), await ReplayAsync());

        Assert.Equal([$"{{'n': {Many + 5}, 'd': {Many + 5}}}"], lake.Stage("count(*) AS n, count(DISTINCT _source) AS d"));
        await BalancedAsync(0);
    }

    [Fact]
    public async Task Rows_of_a_csv_are_tried_in_one_pass_over_their_arrival()
    {
        lake.Drop("prices/a.csv", "sku,price,changed\n" + Lines(300, i => i % 3 == 0 ? "a,b" : $"s{i},1,2026-11-19T00:00:00Z"));
        Assert.Equal(100, (await lake.IngestAsync()).Quarantined);

        Assert.Equal((100, 0, 1), await ReplayAsync());
        await BalancedAsync(100, "prices");
    }

    [Fact]
    public async Task Large_payloads_fill_an_object_before_their_number_does()
    {
        lake.Drop("orders/a", Lines(80, i => $"bad {new string('x', QuarantineEntry.PayloadBytes)}"));
        Assert.Equal(80, (await lake.IngestAsync()).Quarantined);

        var entries = await lake.QuarantineAsync();
        Assert.InRange(entries.Count, 63, 66);
        Assert.Equal((80, "rest"), (entries.Sum(entry => entry.Count), entries[^1].Rule));
        await BalancedAsync(80);
    }

    [Fact]
    public async Task A_discarded_rest_is_counted_with_all_its_records()
    {
        await IngestManyAsync(Many + 5);

        Assert.Equal(5, (await lake.DiscardAsync(entry => entry.Rule == "rest")).Discarded);
        await BalancedAsync(Many);
        Assert.Equal(Many, (await lake.DiscardAsync(_ => true)).Discarded);
        await BalancedAsync(0);
        Assert.Equal(Many + 5, (await lake.StatusAsync()).Datasets.Single(dataset => dataset.Dataset == "orders").Discarded);
    }

    private async Task IngestManyAsync(int bad)
    {
        lake.Drop("orders/a", Lines(2 * bad, i => Order(i, i % 2 == 0 ? "" : "x")));
        Assert.Equal((bad, bad), await lake.IngestAsync() is var report ? (report.Delivered, report.Quarantined) : default);
    }

    /// <summary>Replays everything; returns the records tried and delivered, and how often an arrival was opened.</summary>
    private async Task<(long Tried, long Delivered, int Opens)> ReplayAsync()
    {
        var opens = 0;
        await using var open = lake.Open();
        var arrivals = new StreamStore(open.Raw, (_, stream) =>
        {
            opens++;
            return stream;
        });
        var report = await open.ReplayAsync(arrivals, _ => true, Test.Token);
        return (report.Tried, report.Delivered, opens);
    }

    private async Task BalancedAsync(long quarantined, string dataset = "orders")
    {
        var status = await lake.StatusAsync();
        Assert.Empty(status.Differences);
        var counts = status.Datasets.Single(one => one.Dataset == dataset);
        Assert.Equal((quarantined, quarantined), (counts.Quarantined, counts.QuarantineEntries));
        Assert.Equal(counts.Records, counts.Delivered + counts.Quarantined + counts.Discarded);
    }

    private static string Lines(int count, Func<int, string> line) => string.Concat(Enumerable.Range(0, count).Select(i => line(i) + "\n"));

    private static string Order(int id, string prefix = "") => Contracts.Order($"{prefix}{id}", "2026-11-19T10:00:00Z");
}
