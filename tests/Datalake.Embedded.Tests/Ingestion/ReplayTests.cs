using System.Text.Json;
using Datalake.Embedded.Rebuilding;
using Datalake.Embedded.Tests.Checking;
using Datalake.Quarantining;

namespace Datalake.Embedded.Tests.Ingestion;

public sealed class ReplayTests : IDisposable
{
    private static readonly string Strict = Contracts.Orders.Replace(
        "\"OrderId\": \"string\"", "\"OrderId\": \"bigint\"", StringComparison.Ordinal);

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly TestLake lake = new(contracts: Strict);

    public void Dispose() => lake.Dispose();

    [Fact]
    public async Task A_fixed_contract_lets_a_replay_deliver_and_take_the_entry_out()
    {
        await QuarantineAsync();
        var entries = await lake.QuarantineAsync();
        Assert.Equal([("no-identity", 2L), ("truncated", 3L)], entries.Select(entry => (entry.Rule, entry.Record)));

        lake.SetContract(Contracts.Orders);
        await ReplayIsAsync(2, 1, 1);

        Assert.Equal("truncated", Assert.Single(await lake.QuarantineAsync()).Rule);
        Assert.Equal(["{'_source': orders/mixed#1}", "{'_source': orders/mixed#2}"], Stage());
        await ReplayIsAsync(1, 0, 1);
        Assert.Equal(2, Stage().Count);
        Assert.Equal(0, (await lake.IngestAsync()).Arrivals);
    }

    [Fact]
    public async Task A_replay_that_fails_keeps_the_entries_as_they_are()
    {
        await QuarantineAsync();
        var before = await lake.QuarantineAsync();
        await ReplayIsAsync(2, 0, 2);
        Assert.Equal(before, await lake.QuarantineAsync());
        Assert.Single(Stage());
    }

    [Fact]
    public async Task A_damaged_entry_is_named_with_what_to_do_and_keeps_no_other_from_being_tried()
    {
        await QuarantineAsync();
        var file = lake.Files("quarantine")
            .Single(name => File.ReadAllText(lake.PathOf(name)).Contains("truncated", StringComparison.Ordinal));
        var lines = await File.ReadAllLinesAsync(lake.PathOf(file), Test.Token);
        await File.WriteAllLinesAsync(lake.PathOf(file), ["{\"id\":", .. lines], Test.Token);
        lake.SetContract(Contracts.Orders);

        var report = await lake.ReplayAsync();

        Assert.Equal((2, 1, 1), (report.Tried, report.Delivered, report.Kept));
        Assert.Contains($"{file}, line 1, cannot be read: the entry is damaged", Assert.Single(report.Damages), StringComparison.Ordinal);
        Assert.Equal(2, Stage().Count);

        // The others of its object are discarded, and it stays.
        var discard = await lake.DiscardAsync(_ => true);
        Assert.Equal(1, discard.Discarded);
        Assert.Single(discard.Damages);
        Assert.Equal("{\"id\":", Assert.Single(await File.ReadAllLinesAsync(lake.PathOf(lake.Files("quarantine").Single()), Test.Token)));
    }

    [Fact]
    public async Task Only_the_chosen_entries_are_tried()
    {
        await QuarantineAsync();
        lake.SetContract(Contracts.Orders);
        await ReplayIsAsync(1, 0, 1, entry => entry.Rule == "truncated");
        Assert.Single(Stage());
    }

    [Fact]
    public async Task A_replay_killed_between_commit_and_removal_does_not_deliver_twice()
    {
        await QuarantineAsync();
        var kept = lake.Files("quarantine").ToDictionary(file => file, file => File.ReadAllBytes(lake.PathOf(file)));
        lake.SetContract(Contracts.Orders);
        await lake.ReplayAsync();
        foreach (var (file, content) in kept) await File.WriteAllBytesAsync(lake.PathOf(file), content, Test.Token);

        await ReplayIsAsync(1, 0, 1);

        Assert.Equal(2, Stage().Count);
        Assert.Single(await lake.QuarantineAsync());
        Assert.Empty((await lake.StatusAsync()).Differences);
    }

    [Fact]
    public async Task The_entries_of_an_arrival_that_is_not_done_are_left_to_it()
    {
        await QuarantineAsync();
        lake.SetContract(Contracts.Orders);
        Directory.Delete(lake.PathOf("_state/commits"), recursive: true);
        Directory.Delete(lake.PathOf("stage"), recursive: true);

        Assert.Equal(0, (await lake.ReplayAsync()).Tried);

        // Under the contract as it is now only one record has no reading; the entries of the other are gone.
        Assert.Equal((2, 1), await lake.IngestAsync() is var report ? (report.Delivered, report.Quarantined) : default);
        Assert.Equal("truncated", Assert.Single(await lake.QuarantineAsync()).Rule);
        Assert.Empty((await lake.StatusAsync()).Differences);
    }

    [Fact]
    public async Task Entries_that_were_written_one_an_object_are_tried_too()
    {
        await QuarantineAsync();
        foreach (var file in lake.Files("quarantine"))
        {
            foreach (var line in await File.ReadAllLinesAsync(lake.PathOf(file), Test.Token))
            {
                // Names began with a capital letter then, and a step was a number.
                var entry = JsonDocument.Parse(line).RootElement;
                var old = entry.EnumerateObject().ToDictionary(
                        field => char.ToUpperInvariant(field.Name[0]) + field.Name[1..],
                        field =>
                            field.Name == "step"
                                ? JsonSerializer.SerializeToElement((int)Enum.Parse<QuarantineStep>(field.Value.GetString()!))
                                : field.Value
                    );
                await File.WriteAllTextAsync(
                    lake.PathOf($"{Path.GetDirectoryName(file)}/{entry.GetProperty("id").GetString()}.json"),
                    JsonSerializer.Serialize(old, Indented),
                    Test.Token
                );
            }

            File.Delete(lake.PathOf(file));
        }

        Assert.Equal(2, (await lake.QuarantineAsync()).Count);
        lake.SetContract(Contracts.Orders);
        await ReplayIsAsync(2, 1, 1);
        Assert.Equal("truncated", Assert.Single(await lake.QuarantineAsync()).Rule);
        Assert.Empty((await lake.StatusAsync()).Differences);
    }

    [Fact]
    public async Task A_replay_killed_before_its_commit_leaves_the_entry_to_be_tried_again()
    {
        await QuarantineAsync();
        lake.SetContract(Contracts.Orders);
        using var stop = new CancellationTokenSource();
        await using (var open = lake.Open())
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => open.ReplayAsync(entry =>
            {
                stop.Cancel();
                return true;
            }, stop.Token));
        }

        Assert.Equal(2, (await lake.QuarantineAsync()).Count);
        await ReplayIsAsync(2, 1, 1);
        Assert.Equal(2, Stage().Count);
    }

    [Fact]
    public async Task A_record_over_the_limit_is_read_again_from_its_arrival_once_the_limit_is_raised()
    {
        lake.SetContract(Contracts.Orders);
        lake.Configure = options => options with { Limits = options.Limits with { RecordBytes = 100_000 } };
        lake.Drop(
            "orders/large",
            Contracts.Order("1", "2026-11-19T10:00:00Z")
                + "\n"
                + Contracts.Order("2", "2026-11-19T10:00:00Z", 2, $$""","Status":"{{new string('s', 200_000)}}" """)
        );
        Assert.Equal(1, (await lake.IngestAsync()).Quarantined);
        var entry = Assert.Single(await lake.QuarantineAsync());
        Assert.Equal(("too-large", false), (entry.Rule, entry.IsWhole));

        await ReplayIsAsync(1, 0, 1);
        lake.Configure = options => options;
        await ReplayIsAsync(1, 1, 0);

        Assert.Equal(
            ["{'length': 200000, '_source': orders/large#2}"],
            lake.Stage("length(status) AS length, _source").Where(row => !row.Contains("NULL", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task A_large_record_that_had_no_identity_is_read_again_from_its_arrival()
    {
        lake.Drop("orders/large", Contracts.Order("x", "2026-11-19T10:00:00Z", 2, $$""","Status":"{{new string('s', 2 << 20)}}" """));
        Assert.Equal(1, (await lake.IngestAsync()).Quarantined);
        Assert.Equal(
            (QuarantineStep.Deliver, false),
            Assert.Single(await lake.QuarantineAsync()) is var entry ? (entry.Step, entry.IsWhole) : default
        );

        lake.SetContract(Contracts.Orders);
        await ReplayIsAsync(1, 1, 0);

        Assert.Equal([$"{{'length': {2 << 20}, '_source': orders/large}}"], lake.Stage("length(status) AS length, _source"));
        Assert.Empty((await lake.StatusAsync()).Differences);
    }

    [Fact]
    public async Task Rows_of_a_csv_are_replayed_with_the_names_of_their_header()
    {
        lake.SetContract(Contracts.Prices.Replace("\"sku\": \"string\"", "\"sku\": \"bigint\"", StringComparison.Ordinal));
        lake.Drop(
            "prices/p.csv",
            "changed,sku,price\n2026-11-19T00:00:00Z,a-1,1.50\n2026-11-19T00:00:00Z,\"b,2\",2\n2026-11-19T00:00:00Z,ragged\n"
        );
        Assert.Equal(3, (await lake.IngestAsync()).Quarantined);

        lake.SetContract(Contracts.Prices);
        await ReplayIsAsync(3, 2, 1);

        Assert.Equal(
            ["{'sku': 'b,2', 'price': 2.00, '_source': prices/p.csv#2}", "{'sku': a-1, 'price': 1.50, '_source': prices/p.csv#1}"],
            lake.Stage("sku, price, _source", "prices")
        );
        Assert.Equal("malformed-csv", Assert.Single(await lake.QuarantineAsync()).Rule);
    }

    [Fact]
    public async Task A_record_that_a_later_step_refuses_too_is_quarantined_anew_and_counted_once()
    {
        // Too deep for the first limits; without an identity under the next.
        lake.SetContract(Contracts.Orders);
        lake.Configure = options => options with { Limits = options.Limits with { Depth = 4 } };
        lake.Drop("orders/deep", """{"LastChange":"2026-11-19T10:00:00Z","Items":[{"x":{"y":{"z":{"w":1}}}}]}""");
        await lake.IngestAsync();
        Assert.Equal(
            (QuarantineStep.Structure, "too-deep"),
            Assert.Single(await lake.QuarantineAsync()) is var entry ? (entry.Step, entry.Rule) : default
        );

        lake.Configure = options => options;
        await ReplayIsAsync(1, 0, 1);

        Assert.Equal(
            (QuarantineStep.Deliver, "no-identity"),
            Assert.Single(await lake.QuarantineAsync()) is var later ? (later.Step, later.Rule) : default
        );
        Assert.Empty(lake.StageFiles());
    }

    [Fact]
    public async Task Replayed_records_reach_the_table()
    {
        await QuarantineAsync();
        await lake.PartitionAsync();
        lake.SetContract(Contracts.Orders);
        lake.Time.Advance(TimeSpan.FromHours(3));
        await lake.ReplayAsync();

        // The identity has another type now.
        await using (var open = lake.Open()) await open.RebuildAsync(open.Catalog.Find("orders")!, new RebuildOptions(), Test.Token);
        Assert.All(await lake.PartitionAsync(), outcome => Assert.Null(outcome.Failure));
        Assert.Equal(
            ["{'orderid': 1, 'hour': 9}", "{'orderid': x, 'hour': 12}"], lake.Consumable("orderid, hour(_ingested_at) AS hour"));
    }

    private async Task QuarantineAsync()
    {
        lake.Drop(
            "orders/mixed",
            Contracts.Order("1", "2026-11-19T10:00:00Z") + "\n" + Contracts.Order("x", "2026-11-19T10:00:00Z") + "\n{\"OrderId\":\n"
        );
        Assert.Equal(2, (await lake.IngestAsync()).Quarantined);
    }

    private async Task ReplayIsAsync(long tried, long delivered, long kept, Func<QuarantineEntry, bool>? choose = null)
    {
        var report = await lake.ReplayAsync(choose);
        Assert.Equal((tried, delivered, kept), (report.Tried, report.Delivered, report.Kept));
        Assert.Empty(report.Damages);
    }

    private List<string> Stage() => lake.Stage("_source");
}
