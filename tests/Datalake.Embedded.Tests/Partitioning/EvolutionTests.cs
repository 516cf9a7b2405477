using Datalake.Embedded.Engine;
using Datalake.Embedded.Queries;
using Datalake.Embedded.Queries.Views;
using Datalake.Embedded.Rebuilding;
using Datalake.Embedded.Tests.Checking;

namespace Datalake.Embedded.Tests.Partitioning;

public sealed class EvolutionTests : IDisposable
{
    private readonly TestLake lake = new(
        contracts: Contract("\"n\": \"int\", \"s\": \"struct<a:string>\", \"l\": \"array<struct<a:int>>\""));

    public void Dispose() => lake.Dispose();

    [Fact]
    public async Task A_new_column_is_null_in_older_rows_of_the_hour()
    {
        await TakeAsync("1", "\"n\": 1");
        lake.SetContract(Contract("\"m\": \"string\", \"n\": \"int\", \"s\": \"struct<a:string>\", \"l\": \"array<struct<a:int>>\""));
        await TakeAsync("2", "\"n\": 2, \"m\": \"new\"");
        Assert.Equal(["{'id': 1, 'n': 1, 'm': NULL}", "{'id': 2, 'n': 2, 'm': new}"], await RunAsync("id, n, m"));
    }

    [Fact]
    public async Task A_new_field_of_a_struct_is_null_in_older_rows()
    {
        await TakeAsync("1", "\"s\": {\"a\": \"x\"}, \"l\": [{\"a\": 1}]");
        lake.SetContract(Contract("\"n\": \"int\", \"s\": \"struct<b:bigint,a:string>\", \"l\": \"array<struct<a:bigint,c:string>>\""));
        await TakeAsync("2", "\"s\": {\"a\": \"y\", \"b\": 5}, \"l\": [{\"a\": 2, \"c\": \"z\"}]");
        Assert.Equal(
            [
                "{'id': 1, 's': {'b': NULL, 'a': x}, 'l': [{'a': 1, 'c': NULL}]}",
                "{'id': 2, 's': {'b': 5, 'a': y}, 'l': [{'a': 2, 'c': z}]}",
            ],
            await RunAsync("id, s, l"));
    }

    [Fact]
    public async Task A_column_may_become_wider()
    {
        await TakeAsync("1", "\"n\": 2147483647");
        lake.SetContract(Contract("\"n\": \"bigint\", \"s\": \"struct<a:string>\", \"l\": \"array<struct<a:int>>\""));
        await TakeAsync("2", "\"n\": 2147483648");
        Assert.Equal(["{'id': 1, 'n': 2147483647}", "{'id': 2, 'n': 2147483648}"], await RunAsync("id, n"));
    }

    [Fact]
    public async Task Columns_in_another_order_keep_their_values()
    {
        await TakeAsync("1", "\"n\": 1, \"s\": {\"a\": \"x\"}");
        lake.SetContract(Contract("\"s\": \"struct<a:string>\", \"n\": \"int\""));
        await TakeAsync("2", "\"n\": 2, \"s\": {\"a\": \"y\"}");
        Assert.Equal(["{'id': 1, 'n': 1, 's': {'a': x}}", "{'id': 2, 'n': 2, 's': {'a': y}}"], await RunAsync("id, n, s"));
    }

    [Fact]
    public async Task Duplicates_are_found_across_the_change_of_an_identity_column()
    {
        lake.SetContract(Contract("\"n\": \"int\"", id: "int"));
        await TakeAsync("1", "\"n\": 1");
        Assert.Single(await RunAsync("id, n"));
        lake.SetContract(Contract("\"n\": \"int\"", id: "bigint"));
        await RebuildAsync();
        lake.Time.Advance(TimeSpan.FromHours(1));
        await TakeAsync("1", "\"n\": 1", "again");
        Assert.Single(await RunAsync("id, n"));
    }

    [Fact]
    public async Task A_value_that_no_longer_fits_fails_the_hour_and_says_why()
    {
        await TakeAsync("1", "\"n\": 300");
        lake.SetContract(Contract("\"n\": \"tinyint\""));

        var outcome = Assert.Single(await lake.PartitionAsync());

        Assert.Contains("300", outcome.Failure, StringComparison.Ordinal);
        Assert.Empty(lake.ConsumableFiles("evolving"));
    }

    [Fact]
    public async Task An_incompatible_type_is_explained_by_the_query_and_the_routine_and_a_rebuild_of_the_dataset_helps()
    {
        await TakeAsync("1", "\"s\": {\"a\": \"x\"}");
        Assert.All(await lake.PartitionAsync(), outcome => Assert.Null(outcome.Failure));
        lake.SetContract(Contract("\"n\": \"int\", \"s\": \"struct<a:bigint>\", \"l\": \"array<struct<a:int>>\""));
        await using (var open = lake.Open())
        {
            using var reader = LakeReader.Open(lake.Root, LakeViewSet.Empty(open.Catalog), new EngineOptions());
            var failure = Assert.Throws<EngineException>(() => QueryLake.Query(reader, "SELECT s FROM evolving"));
            AssertExplained(failure.Message, "consumable_tables/evolving/");
        }

        lake.Drop("2", """{"id": "2", "at": "2026-11-19T00:00:00Z", "s": {"a": 5}}""");
        await lake.IngestAsync();
        Assert.Contains("lake rebuild evolving", Assert.Single(await lake.PartitionAsync()).Failure, StringComparison.Ordinal);
        await using (var open = lake.Open())
        {
            var failure = await Assert.ThrowsAsync<EngineException>(() => open.RebuildAsync(open.Catalog.Find("evolving")!, new RebuildOptions(), Test.Token));
            AssertExplained(failure.Message, "stage/evolving/");
        }

        await using (var open = lake.Open())
        {
            var report = await open.RebuildAsync(open.Catalog.Find("evolving")!, new RebuildOptions { FromRaw = true }, Test.Token);
            Assert.Equal(2, report.Rows);
        }

        Assert.Equal(["{'id': 1, 's': {'a': NULL}}", "{'id': 2, 's': {'a': 5}}"], lake.Consumable("id, s", "evolving"));
        Assert.Equal(1, (await lake.StatusAsync()).Datasets[0].Rescued);
    }

    private static void AssertExplained(string message, string file)
    {
        Assert.True(message.Contains("the contract declares the column s as STRUCT", StringComparison.Ordinal), message);
        Assert.Contains("STRUCT", message, StringComparison.Ordinal);
        Assert.Contains($"but {file}", message, StringComparison.Ordinal);
        Assert.Contains("'x'", message, StringComparison.Ordinal);
        Assert.Contains("lake rebuild evolving --from raw", message, StringComparison.Ordinal);
        Assert.DoesNotContain("union_by_name", message, StringComparison.Ordinal);
        Assert.DoesNotContain("LINE 1", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_type_that_changes_is_refused_until_the_table_is_made_again_from_the_stage()
    {
        await TakeAsync("1", "\"n\": 1");
        await RunAsync("id, n");
        lake.SetContract(Contract("\"n\": \"bigint\""));
        await TakeAsync("2", "\"n\": 2147483648");

        var failure = Assert.Single(await lake.PartitionAsync()).Failure;
        Assert.Contains("The column n of the table evolving has the type integer, and the contract declares long", failure, StringComparison.Ordinal);
        Assert.Contains("lake rebuild evolving", failure, StringComparison.Ordinal);

        lake.Time.Advance(TimeSpan.FromHours(1));
        var report = await RebuildAsync();
        Assert.Equal((2, 2, 1), (report.StageRows, report.Rows, report.RowsBefore));
        Assert.Equal(["{'id': 1, 'n': 1}", "{'id': 2, 'n': 2147483648}"], lake.Consumable("id, n", "evolving"));
        Assert.Empty(await lake.PartitionAsync());
        Assert.True((await lake.StatusAsync()).IsConserved);
    }

    [Fact]
    public async Task A_column_that_the_contract_gains_joins_the_tables_schema_and_one_that_it_loses_stays()
    {
        await TakeAsync("1", "\"n\": 1");
        await RunAsync("id");
        lake.SetContract(Contract("\"m\": \"string\""));
        await TakeAsync("2", "\"m\": \"new\"");
        Assert.Equal(["{'id': 1, 'n': 1, 'm': NULL}", "{'id': 2, 'n': NULL, 'm': new}"], await RunAsync("id, n, m"));
    }

    private async Task<RebuildReport> RebuildAsync()
    {
        await using var open = lake.Open();
        return await open.RebuildAsync(open.Catalog.Find("evolving")!, new RebuildOptions(), Test.Token);
    }

    private async Task TakeAsync(string id, string fields, string key = "")
    {
        lake.Drop($"{id}{key}", $$"""{"id": {{id}}, "at": "2026-11-19T00:00:00Z", {{fields}}}""");
        var report = await lake.IngestAsync();
        Assert.Equal((1, 0), (report.Delivered, report.Rescued));
    }

    private async Task<List<string>> RunAsync(string columns)
    {
        Assert.All(await lake.PartitionAsync(), outcome => Assert.Null(outcome.Failure));
        return lake.Consumable(columns, "evolving");
    }

    private static string Contract(string columns, string id = "string") =>
        $$"""
        { "name": "evolving", "database": "d", "raw": { "keys": "{id*}", "format": "json" }, "identity": ["id"], "changedAt": ["at"],
          "columns": { "id": "{{id}}", "at": "timestamp", {{columns}} } }
        """;
}
