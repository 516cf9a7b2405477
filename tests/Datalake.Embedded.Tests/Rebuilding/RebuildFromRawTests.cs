using Datalake.Embedded.Engine;
using Datalake.Embedded.Rebuilding;
using Datalake.Embedded.Tests.Checking;
using static Datalake.Embedded.Tests.Rebuilding.RebuildLake;

namespace Datalake.Embedded.Tests.Rebuilding;

public sealed class RebuildFromRawTests : IDisposable
{
    private readonly TestLake lake = new(contracts: Contract(", \"Value\": \"bigint\""));

    public void Dispose() => lake.Dispose();

    [Fact]
    public async Task A_column_that_was_added_is_filled_in_old_rows_and_lineage_stays()
    {
        await TakeAsync("1", Contracts.Order("a", "2026-11-18T10:00:00Z", 1, ",\"Note\":\"x\""), Contracts.Order("b", "2026-11-19T10:00:00Z", 2));
        await TakeAsync("2", Contracts.Order("c", "2026-11-19T10:00:00Z", 3, ",\"Note\":\"y\""));
        var lineage = lake.Consumable("_source, _ingested_at, _digest");
        lake.SetContract(Contract(", \"Value\": \"bigint\", \"Note\": \"string\""));
        Assert.Equal(2, (await lake.VerifyAsync(new RebuildOptions { FromRaw = true })).Days.Sum(day => day.Different));

        var report = await lake.RebuildFromRawAsync();

        Assert.Equal(new RebuildReport(3, 3, 3, 0), report);
        Assert.Equal(
            ["{'orderid': a, 'note': x, '_rescued': NULL}", "{'orderid': b, 'note': NULL, '_rescued': NULL}", "{'orderid': c, 'note': y, '_rescued': NULL}"],
            lake.Consumable("orderid, note, _rescued"));
        Assert.Equal(lineage, lake.Consumable("_source, _ingested_at, _digest"));
        Assert.Equal(0, (await lake.StatusAsync()).Datasets[0].Rescued);
        await lake.AssertSettledAsync();
    }

    [Fact]
    public async Task Rules_of_structure_and_protect_apply_to_old_rows_and_nothing_of_before_is_left_in_the_stage()
    {
        await TakeAsync("1", Contracts.Order("a", "2026-11-18T10:00:00Z", 1, ",\"Mail\":\"clear@example.com\",\"Old\":5"));
        lake.SetContract(Contract(
            ", \"Mail\": \"string\"",
            """
            "structure": [{ "drop": "Old" }, { "drop": "Value" }], "protect": [{ "path": "Mail", "with": "mask" }],
            """));

        await lake.RebuildFromRawAsync();

        var row = Assert.Single(lake.Consumable("mail, _rescued"));
        Assert.DoesNotContain("clear@", row, StringComparison.Ordinal);
        Assert.EndsWith("'_rescued': NULL}", row, StringComparison.Ordinal);
        Assert.Equal(lake.Stage("mail, _digest"), lake.Consumable("mail, _digest"));
        Assert.DoesNotContain("clear@", await File.ReadAllTextAsync(lake.PathOf(Assert.Single(lake.Files("structured_json"))), Test.Token), StringComparison.Ordinal);
        await lake.AssertSettledAsync();
    }

    [Fact]
    public async Task An_arrival_that_was_only_touched_stays_one_row_when_rules_change()
    {
        await TakeAsync("1", Contracts.Order("a", "2026-11-18T10:00:00Z", 1, ",\"Old\":5"));
        File.SetLastWriteTimeUtc(lake.PathOf("raw/orders/1"), new DateTime(2026, 11, 20, 0, 0, 0, DateTimeKind.Utc));
        await lake.RunAsync();
        Assert.Equal(2, lake.Stage().Count);
        lake.SetContract(Contract(", \"Value\": \"bigint\"", DropOld));

        Assert.Equal(new RebuildReport(2, 1, 1, 0), await lake.RebuildFromRawAsync());
        await lake.AssertSettledAsync();
    }

    [Fact]
    public async Task Rows_that_raw_does_not_give_any_more_are_refused_and_kept_only_when_that_is_asked_for()
    {
        await TakeAsync("1", Contracts.Order("a", "2026-11-18T10:00:00Z"), Contracts.Order("b", "2026-11-18T10:00:00Z"));
        lake.Drop("orders/2", Contracts.Order("c", "2026-11-18T10:00:00Z"));
        lake.Drop("orders/3", Contracts.Order("d", "2026-11-18T10:00:00Z"));
        await lake.RunAsync();
        lake.Drop("orders/1", Contracts.Order("a", "2026-11-19T10:00:00Z", 7));
        File.Delete(lake.PathOf("raw/orders/3"));
        await lake.RunAsync();
        var files = lake.Files("");
        lake.SetContract(Contract(", \"Value\": \"double\""));

        var refused = await Assert.ThrowsAsync<EngineException>(() => lake.RebuildFromRawAsync());
        Assert.Contains("3 rows of the stage come from arrivals that raw/ does not hold any more", refused.Message, StringComparison.Ordinal);
        Assert.Contains("orders/1, orders/3.", refused.Message, StringComparison.Ordinal);
        Assert.Equal(files, lake.Files(""));

        Assert.Equal(new RebuildReport(5, 5, 5, 3), await lake.RebuildFromRawAsync(keep: true));
        Assert.Equal(
            ["{'orderid': a, 'value': 1.0}", "{'orderid': a, 'value': 7.0}", "{'orderid': b, 'value': 1.0}", "{'orderid': c, 'value': 1.0}", "{'orderid': d, 'value': 1.0}"],
            lake.Consumable());
        await lake.AssertSettledAsync(new RebuildOptions { FromRaw = true, KeepsStaged = true });
    }

    [Fact]
    public async Task Records_in_quarantine_and_discarded_ones_stay_out_and_replayed_ones_are_made_again()
    {
        await TakeAsync(
            "1",
            Contracts.Order("a", "2026-11-18T10:00:00Z"),
            """{"OrderId":"b","LastChange":"2026-13-18T10:00:00Z","Second":"2026-11-18T10:00:00Z"}""",
            """{"OrderId":"c","LastChange":null,"Second":"2026-11-18T10:00:00Z"}""",
            """{"OrderId":"d","LastChange":null,"Second":"2026-11-18T10:00:00Z"}""");
        await lake.DiscardAsync(entry => entry.Record == 2);
        lake.SetContract(Contract(", \"Value\": \"bigint\", \"Second\": \"timestamp\"", changedAt: "LastChange\", \"Second"));
        Assert.Equal(1, (await lake.ReplayAsync(entry => entry.Record == 3)).Delivered);
        lake.Time.Advance(TimeSpan.FromHours(1));
        await lake.PartitionAsync();
        Assert.Equal(["{'orderid': a}", "{'orderid': c}"], lake.Consumable("orderid"));

        Assert.Equal(new RebuildReport(2, 2, 2, 0), await lake.RebuildFromRawAsync());

        Assert.Equal(["{'orderid': a, '_source': orders/1#1}", "{'orderid': c, '_source': orders/1#3}"], lake.Consumable("orderid, _source"));
        await lake.AssertSettledAsync();
        Assert.Equal(1, (await lake.ReplayAsync()).Delivered);
        lake.Time.Advance(TimeSpan.FromHours(1));
        await lake.PartitionAsync();
        Assert.Equal(["{'orderid': a}", "{'orderid': c}", "{'orderid': d}"], lake.Consumable("orderid"));
        Assert.True((await lake.StatusAsync()).IsConserved);
    }

    [Fact]
    public async Task A_row_that_has_no_reading_any_more_refuses_the_rebuild_and_is_named()
    {
        await TakeAsync(
            "1", Contracts.Order("a", "2026-11-18T10:00:00Z", 1, ",\"Code\":\"x\""), Contracts.Order("b", "2026-11-18T10:00:00Z"));
        var before = lake.Files("");
        lake.SetContract(Contract(", \"Code\": \"string\"", identity: "Code"));

        var refused = await Assert.ThrowsAsync<EngineException>(() => lake.RebuildFromRawAsync());

        Assert.Contains("2 records of the arrival orders/1 are in the stage, and 1 have a reading", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Record 2 breaks the rule ", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Code", refused.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(before, lake.Files(""));
    }

    [Fact]
    public async Task Another_way_to_find_records_refuses_the_rebuild()
    {
        lake.SetContract(Contract().Replace("\"format\": \"json\"", "\"format\": \"json\", \"records\": \"x[]\"", StringComparison.Ordinal));
        await TakeAsync("1", """{"x":[{"OrderId":"a","LastChange":"2026-11-18T10:00:00Z"},{"OrderId":"b","LastChange":"2026-11-18T10:00:00Z"}]}""");
        lake.SetContract(Contract());
        var refused = await Assert.ThrowsAsync<EngineException>(() => lake.RebuildFromRawAsync());
        Assert.Contains("had 2 records when it was ingested, and has 1", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lake_that_has_lost_stage_and_table_gets_them_back_from_raw()
    {
        await TakeAsync("1", Contracts.Order("a", "2026-11-18T10:00:00Z"), Contracts.Order("b", "2026-11-18T10:00:00Z"));
        await TakeAsync("2", Contracts.Order("c", "2026-11-18T10:00:00Z"));
        var rows = lake.Consumable("orderid, value, _source, _digest");
        Directory.Delete(lake.PathOf("stage"), recursive: true);
        Directory.Delete(lake.PathOf("consumable_tables"), recursive: true);
        Directory.Delete(lake.PathOf("structured_json"), recursive: true);

        Assert.Equal(new RebuildReport(3, 3, 0, 0), await lake.RebuildFromRawAsync());

        Assert.Equal(rows, lake.Consumable("orderid, value, _source, _digest"));
        Assert.Equal(2, lake.Files("structured_json").Count);
        await lake.AssertSettledAsync();
    }

    [Fact]
    public async Task Rows_that_are_lost_from_the_stage_and_not_in_raw_are_refused()
    {
        await TakeAsync("1", Contracts.Order("a", "2026-11-18T10:00:00Z"));
        Directory.Delete(lake.PathOf("stage"), recursive: true);
        File.Delete(lake.PathOf("raw/orders/1"));
        var refused = await Assert.ThrowsAsync<EngineException>(() => lake.RebuildFromRawAsync(keep: true));
        Assert.Contains("1 rows that came from orders/1 cannot be made again", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_changes_nothing()
    {
        await TakeAsync("1", Contracts.Order("a", "2026-11-18T10:00:00Z"));
        var before = Times();
        Assert.True((await lake.VerifyAsync(new RebuildOptions { FromRaw = true })).IsEqual);
        Assert.Equal(before, Times());
    }

    private Dictionary<string, DateTime> Times() =>
        lake.Files("").Where(file => !file.StartsWith("_state/lock", StringComparison.Ordinal))
            .ToDictionary(file => file, file => File.GetLastWriteTimeUtc(lake.PathOf(file)), StringComparer.Ordinal);

    private async Task TakeAsync(string key, params string[] records)
    {
        lake.Drop($"orders/{key}", string.Join('\n', records));
        await lake.RunAsync();
    }
}
