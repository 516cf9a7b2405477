using Datalake.Embedded.Checkpoints;
using Datalake.Embedded.Engine;
using Datalake.Embedded.Queries;
using Datalake.Embedded.Queries.Views;
using Datalake.Embedded.Rebuilding;
using Datalake.Embedded.Storage;
using Datalake.Embedded.Tests.Checking;
using Datalake.Tables.Delta;
using Datalake.Tables.Delta.Schemas;
using static Datalake.Embedded.Tests.Rebuilding.RebuildLake;

namespace Datalake.Embedded.Tests.Rebuilding;

/// <summary>The table of docs/contract.md, "Changing a contract": what each command does after a change, and that a rebuild then works.</summary>
public sealed class ContractChangeTests : IDisposable
{
    private const string Change = "2026-11-18T10:00:00Z";

    private readonly TestLake lake = new(contracts: Contract(Before));

    private const string Before =
        ", \"Second\": \"timestamp\", \"n\": \"int\", \"f\": \"float\", \"d\": \"decimal(6,2)\", \"t\": \"string\", "
        + "\"s\": \"struct<a:int>\", \"l\": \"array<struct<a:int>>\"";

    private const string Record =
        "{\"OrderId\":\"1\",\"LastChange\":\"" + Change + "\",\"Second\":\"2026-11-19T10:00:00Z\",\"n\":7,\"f\":0.5,\"d\":12.25,\"t\":\"x\","
        + "\"s\":{\"a\":1,\"b\":2},\"l\":[{\"a\":1,\"b\":2}],\"m\":5}";

    public void Dispose() => lake.Dispose();

    [Theory]
    [InlineData("\"t\": \"string\"", "\"t\": \"string\", \"m\": \"int\"", "m", "NULL", "5")]
    [InlineData("struct<a:int>\",", "struct<a:int,b:int>\",", "s", "{'a': 1, 'b': NULL}", "{'a': 1, 'b': 2}")]
    [InlineData("array<struct<a:int>>", "array<struct<a:int,b:int>>", "l", "[{'a': 1, 'b': NULL}]", "[{'a': 1, 'b': 2}]")]
    public async Task A_column_or_field_that_is_added_joins_the_table_and_a_rebuild_from_raw_fills_it(
        string word, string by, string column, string stays, string filled)
    {
        await FillAsync();
        lake.SetContract(Contract(Before.Replace(word, by, StringComparison.Ordinal)));
        Assert.Equal([stays], await QueryAsync(column));
        await TakeAnotherAsync();
        Assert.Equal([stays, filled], await QueryAsync(column));

        await lake.RebuildAsync();
        Assert.Equal([stays, filled], await QueryAsync(column));
        await lake.RebuildFromRawAsync();
        Assert.Equal([filled, filled], await QueryAsync(column));
        await lake.AssertSettledAsync();
    }

    [Fact]
    public async Task A_column_that_is_removed_stays_in_the_table_until_a_rebuild_and_its_values_are_rescued()
    {
        await FillAsync();
        lake.SetContract(Contract(Before.Replace("\"n\": \"int\", ", "", StringComparison.Ordinal)));
        await TakeAnotherAsync();
        Assert.Equal(["{'n': 7}", "{'n': NULL}"], lake.Consumable("n").Order());
        await Assert.ThrowsAsync<EngineException>(() => QueryAsync("n"));
        Assert.NotNull((await SchemaAsync()).Find("n"));

        await lake.RebuildAsync();
        Assert.Null((await SchemaAsync()).Find("n"));
        await lake.RebuildFromRawAsync();
        Assert.All(lake.Consumable("_rescued"), row => Assert.Contains("\"n\":7", row, StringComparison.Ordinal));
        await lake.AssertSettledAsync();
    }

    [Theory]
    [InlineData("n", "\"n\": \"int\"", "\"n\": \"bigint\"", "7", "7")]
    [InlineData("f", "\"f\": \"float\"", "\"f\": \"double\"", "0.5", "0.5")]
    [InlineData("d", "decimal(6,2)", "decimal(12,4)", "12.2500", "12.2500")]
    [InlineData("n", "\"n\": \"int\"", "\"n\": \"string\"", "7", "7")]
    [InlineData("n", "\"n\": \"int\"", "\"n\": \"smallint\"", "7", "7")]
    [InlineData("s", "struct<a:int>\",", "struct<a:bigint>\",", "{'a': 1}", "{'a': 1}")]
    [InlineData("l", "array<struct<a:int>>", "array<struct<a:string>>", "[{'a': 1}]", "[{'a': 1}]")]
    public async Task A_type_that_changes_is_refused_by_the_routine_and_cast_by_queries_until_a_rebuild(
        string column, string word, string by, string cast, string made)
    {
        await FillAsync();
        lake.SetContract(Contract(Before.Replace(word, by, StringComparison.Ordinal)));
        Assert.Equal([cast], await QueryAsync(column));
        Assert.Contains("Run `lake rebuild orders`", await RefusedAsync(), StringComparison.Ordinal);
        var difference = await lake.VerifyAsync();
        Assert.Contains($"The column {column}", difference.SchemaProblem, StringComparison.Ordinal);
        Assert.False(difference.IsEqual);

        await lake.RebuildAsync();
        Assert.Equal([made, made], await QueryAsync(column));
        await lake.RebuildFromRawAsync();
        Assert.Equal([made, made], await QueryAsync(column));
        await lake.AssertSettledAsync();
    }

    [Fact]
    public async Task A_type_that_old_values_do_not_fit_is_refused_from_the_stage_and_rescued_from_raw()
    {
        await FillAsync();
        lake.SetContract(Contract(Before.Replace("\"t\": \"string\"", "\"t\": \"int\"", StringComparison.Ordinal)));
        Assert.Contains("lake rebuild orders --from raw", (await Assert.ThrowsAsync<EngineException>(() => QueryAsync("t"))).Message, StringComparison.Ordinal);
        await RefusedAsync();
        var refused = await Assert.ThrowsAsync<EngineException>(() => lake.RebuildAsync());
        Assert.Contains("lake rebuild orders --from raw", refused.Message, StringComparison.Ordinal);

        await lake.RebuildFromRawAsync();
        Assert.Equal(["NULL", "NULL"], await QueryAsync("t"));
        Assert.All(lake.Consumable("_rescued"), row => Assert.Contains("\"t\":\"x\"", row, StringComparison.Ordinal));
        await lake.AssertSettledAsync();
    }

    [Theory]
    [InlineData("t", "LastChange")]
    [InlineData("OrderId", "Second")]
    public async Task Another_identity_or_changedAt_is_refused_by_the_routine_until_a_rebuild(string identity, string changedAt)
    {
        await FillAsync();
        lake.SetContract(Contract(Before, identity: identity, changedAt: changedAt));
        var refused = await RefusedAsync();
        Assert.Contains(identity == "t" ? "identity" : "changedAt", refused, StringComparison.Ordinal);
        Assert.Contains("lake rebuild orders", refused, StringComparison.Ordinal);
        Assert.NotNull((await lake.VerifyAsync()).SchemaProblem);

        await lake.RebuildAsync();
        Assert.Equal(["1", "2"], await QueryAsync("orderid"));
        await lake.RebuildFromRawAsync();
        Assert.Equal(["1", "2"], await QueryAsync("orderid"));
        await lake.AssertSettledAsync();
    }

    [Fact]
    public async Task An_identity_that_the_stage_does_not_have_comes_from_raw()
    {
        await FillAsync();
        lake.SetContract(Contract(Before + ", \"m\": \"int\"", identity: "m"));
        await RefusedAsync();
        var refused = await Assert.ThrowsAsync<EngineException>(() => lake.RebuildAsync());
        Assert.Contains("lake rebuild orders --from raw", refused.Message, StringComparison.Ordinal);
        await lake.RebuildFromRawAsync();
        Assert.Equal(["5", "5"], await QueryAsync("m"));
        await lake.AssertSettledAsync();
    }

    [Fact]
    public async Task A_column_that_is_renamed_is_null_in_old_rows_until_a_rebuild_from_raw()
    {
        await FillAsync();
        const string Rename = "\"structure\": [{ \"rename\": \"n\", \"to\": \"count\" }],";
        lake.SetContract(Contract(Before.Replace("\"n\"", "\"count\"", StringComparison.Ordinal), Rename));
        await TakeAnotherAsync();
        Assert.Equal(["7", "NULL"], (await QueryAsync("count")).Order());
        await lake.RebuildFromRawAsync();
        Assert.Equal(["7", "7"], await QueryAsync("count"));
        await lake.AssertSettledAsync();
    }

    [Fact]
    public async Task The_case_of_a_name_changes_nothing()
    {
        await FillAsync();
        lake.SetContract(Contract(Before.Replace("\"t\"", "\"T\"", StringComparison.Ordinal).Replace("a:int", "A:int", StringComparison.Ordinal)));
        await TakeAnotherAsync();
        Assert.Equal(["x", "x"], await QueryAsync("t"));
        Assert.Equal(["{'a': 1}", "{'a': 1}"], await QueryAsync("s"));
        await lake.AssertSettledAsync();
    }

    [Fact]
    public async Task Another_raw_keys_template_keeps_what_is_done_and_a_rebuild_makes_it_again()
    {
        await FillAsync();
        lake.SetContract(Contract(Before + ", \"m\": \"int\"").Replace("orders/{id*}", "new/{id}", StringComparison.Ordinal));
        lake.Drop("new/2", Record.Replace("\"1\"", "\"2\"", StringComparison.Ordinal));
        await lake.RunAsync();
        Assert.Equal(["5", "NULL"], (await QueryAsync("m")).Order());
        await lake.RebuildFromRawAsync();
        Assert.Equal(["5", "5"], await QueryAsync("m"));
        Assert.True((await lake.VerifyAsync(new RebuildOptions { FromRaw = true })).IsEqual);
    }

    [Theory]
    [InlineData("", "\"protect\": [{ \"path\": \"t\", \"with\": \"mask\" }],")]
    [InlineData("\"protect\": [{ \"path\": \"t\", \"with\": \"mask\" }],", "")]
    public async Task A_protect_rule_that_is_added_or_removed_counts_for_old_rows_after_a_rebuild_from_raw(string before, string after)
    {
        lake.SetContract(Contract(Before, before));
        await FillAsync();
        var old = await QueryAsync("t");
        lake.SetContract(Contract(Before, after));
        Assert.Equal(old, await QueryAsync("t"));
        await lake.RebuildAsync();
        Assert.Equal(old, await QueryAsync("t"));
        await lake.RebuildFromRawAsync();
        Assert.Equal(after.Length == 0, (await QueryAsync("t"))[0] == "x");
        Assert.Equal(before.Length == 0, old[0] == "x");
        await lake.AssertSettledAsync();
    }

    private async Task FillAsync()
    {
        lake.Drop("orders/1", Record);
        await lake.RunAsync();
    }

    private async Task TakeAnotherAsync()
    {
        lake.Drop("orders/2", Record.Replace("\"1\"", "\"2\"", StringComparison.Ordinal));
        await lake.RunAsync();
    }

    /// <summary>Another record is ingested, and the routine refuses its hour; the table stays as it was and the hour stays due.</summary>
    private async Task<string> RefusedAsync()
    {
        lake.Drop("orders/2", Record.Replace("\"1\"", "\"2\"", StringComparison.Ordinal));
        await lake.IngestAsync();
        lake.Time.Advance(TimeSpan.FromHours(1));
        var files = lake.ConsumableFiles();
        var failure = Assert.Single(await lake.PartitionAsync()).Failure;
        Assert.NotNull(failure);
        Assert.Equal(files, lake.ConsumableFiles());
        Assert.Equal(1, (await lake.StatusAsync()).Datasets[0].HoursDue);
        return failure;
    }

    private async Task<DeltaStruct> SchemaAsync()
    {
        var table = new DeltaTable(
            new FileObjectStore(lake.Root, syncsWriters: false), "consumable_tables/orders/", ParquetCheckpointFormat.Instance, lake.Time);
        return (await table.OpenAsync(Test.Token))!.Metadata.Schema;
    }

    private async Task<List<string>> QueryAsync(string column)
    {
        await using var open = lake.Open();
        using var reader = LakeReader.Open(lake.Root, LakeViewSet.Empty(open.Catalog), new EngineOptions());
        return [.. QueryLake.Query(reader, $"SELECT {column}::VARCHAR FROM orders ORDER BY orderid")];
    }
}
