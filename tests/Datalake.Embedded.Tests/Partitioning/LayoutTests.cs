using Datalake.Embedded.Engine;
using Datalake.Embedded.Tests.Checking;

namespace Datalake.Embedded.Tests.Partitioning;

public sealed class LayoutTests
{
    [Theory]
    [InlineData("plain")]
    [InlineData("it's a \"lake\"; -- ü")]
    [InlineData("lake [old] {a,b}")]
    [InlineData("lake*")]
    [InlineData("what?")]
    [InlineData("back\\slash")]
    [InlineData("%20 $HOME ~ #1")]
    [InlineData("orderid=7/value=9/lake")]
    public async Task A_lake_works_in_a_folder_of_any_name(string root)
    {
        using var lake = new TestLake(root);
        using var other = new TestLake("lake a");
        for (var i = 0; i < 3; i++) lake.Drop($"orders/{i}", Contracts.Order($"o{i}", "2026-11-19T10:00:00Z", 100 + i));
        Assert.Equal(3, (await lake.IngestAsync()).Delivered);
        lake.Drop("orders/again", Contracts.Order("o1", "2026-11-19T10:00:00Z", 101));
        lake.Time.Advance(TimeSpan.FromHours(1));
        await lake.IngestAsync();

        Assert.All(await lake.PartitionAsync(), outcome => Assert.Null(outcome.Failure));

        // Moved to a plain name to look at it, since the reader of the tests knows the same patterns.
        Directory.Move(lake.Root, other.Root);
        Assert.Equal(
            ["{'orderid': o0, 'value': 100}", "{'orderid': o1, 'value': 101}", "{'orderid': o2, 'value': 102}"], other.Consumable());
    }

    [Fact]
    public async Task Rows_lie_in_the_order_of_identity_then_change_then_digest_in_each_file()
    {
        using var lake = new TestLake();
        var random = new Random(5);
        for (var file = 0; file < 4; file++)
        {
            lake.Drop(
                $"orders/{file}",
                string.Join(
                    '\n',
                    Enumerable
                        .Range(0, 300)
                        .Select(_ =>
                            Contracts.Order(
                                $"o{random.Next(40)}", $"2026-11-{random.Next(15, 18)}T{random.Next(10, 12)}:00:00Z", random.Next(100))
                        )
                )
            );
            await lake.IngestAsync();
        }

        Assert.All(await lake.PartitionAsync(), outcome => Assert.Null(outcome.Failure));

        Assert.Equal(3, lake.ConsumableFiles().Count);
        foreach (var file in lake.ConsumableFiles())
        {
            var rows = ParquetSql.Ask(
                $"SELECT orderid || ' ' || lastchange || ' ' || _digest FROM read_parquet({ParquetSql.Quote(lake.PathOf(file))})");
            Assert.Equal(rows.Order(StringComparer.Ordinal), rows);
        }
    }

    [Fact]
    public async Task A_day_that_is_larger_than_the_memory_at_hand_becomes_one_file_in_order()
    {
        using var lake = new TestLake
        {
            Configure = options =>
                options with
                {
                    Engine = new EngineOptions { MemoryMegabytes = 64, Threads = 2 },
                },
        };
        var items = string.Join(',', Enumerable.Range(0, 200).Select(i => $$"""{"id":"{{i}}","quantity":{{i}}}"""));
        for (var file = 0; file < 4; file++)
        {
            var first = file;
            lake.Drop(
                $"orders/{file}",
                string.Join(
                    '\n',
                    Enumerable
                        .Range(0, 1000)
                        .Select(i => Contracts.Order($"o{i * 4 + first:d6}", "2026-11-19T10:00:00Z", i, $""","Items":[{items}]"""))
                )
            );
            await lake.IngestAsync();
        }

        Assert.All(await lake.PartitionAsync(), outcome => Assert.Null(outcome.Failure));

        Assert.Equal(4, lake.ConsumableFiles().Count);
        await using (var open = lake.Open()) await open.CompactAsync(open.Catalog.Find("orders")!, null, Test.Token);
        Assert.Single(lake.ConsumableFiles());
        Assert.Equal(lake.Stage("orderid, value, _digest"), lake.Consumable("orderid, value, _digest"));
        var all = lake.ConsumableFiles()
            .SelectMany(file => ParquetSql.Ask($"SELECT orderid FROM read_parquet({ParquetSql.Quote(lake.PathOf(file))})"))
            .ToList();
        Assert.Equal(all.Order(StringComparer.Ordinal), all);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public async Task Many_small_days_have_a_file_each_however_many_commits_brought_them(int commits)
    {
        using var lake = new TestLake();
        for (var commit = 0; commit < commits; commit++)
        {
            // A large day among small ones; the same order and timestamp in several commits, some of them duplicates.
            var lines = Enumerable
                .Range(0, 120)
                .Select(i => Contracts.Order($"o{i * 7 % 50}", $"2026-{1 + i % 10:d2}-{1 + i % 27:d2}T10:00:00Z", i + commit / 2))
                .Concat(
                    Enumerable
                        .Range(0, 2500)
                        .Select(i => Contracts.Order($"p{i * 13 % 2500:d4}", "2026-05-15T10:00:00Z", i + commit * 10_000))
                );
            lake.Drop($"orders/{commit}", string.Join('\n', lines));
            await lake.IngestAsync();
        }

        var outcome = Assert.Single(await lake.PartitionAsync());

        Assert.Null(outcome.Failure);
        Assert.Equal(lake.Stage("DISTINCT orderid, lastchange, _digest"), lake.Consumable("orderid, lastchange, _digest"));
        Assert.Equal(outcome.Finished!.Days.Count, lake.ConsumableFiles().Count);
        foreach (var file in lake.ConsumableFiles())
        {
            var day = string.Join('-', file.Split('/')[2..5].Select(part => part[(part.IndexOf('=', StringComparison.Ordinal) + 1)..]));
            Assert.Equal(
                [day],
                ParquetSql.Ask($"SELECT DISTINCT strftime(lastchange, '%Y-%m-%d') FROM read_parquet({ParquetSql.Quote(lake.PathOf(file))})")
            );
            var rows = ParquetSql.Ask(
                $"SELECT orderid || ' ' || lastchange || ' ' || _digest FROM read_parquet({ParquetSql.Quote(lake.PathOf(file))})");
            Assert.Equal(rows.Order(StringComparer.Ordinal), rows);
        }
    }

    [Fact]
    public async Task Columns_come_in_the_order_of_the_contract_with_lineage_last()
    {
        using var lake = new TestLake();
        lake.Drop("orders/1", Contracts.Order("a", "2026-11-19T10:00:00Z"));
        await lake.IngestAsync();
        await lake.PartitionAsync();

        var file = ParquetSql.Quote(lake.PathOf(Assert.Single(lake.ConsumableFiles())));
        Assert.Equal(
            [
                "orderid VARCHAR",
                "value BIGINT",
                "status VARCHAR",
                "lastchange TIMESTAMP WITH TIME ZONE",
                "creationdate TIMESTAMP WITH TIME ZONE",
                "items STRUCT(id VARCHAR, quantity BIGINT)[]",
                "_rescued VARCHAR",
                "_source VARCHAR",
                "_ingested_at TIMESTAMP WITH TIME ZONE",
                "_digest VARCHAR",
            ],
            ParquetSql.Ask(
                $"SELECT column_name || ' ' || column_type FROM (DESCRIBE SELECT * FROM read_parquet({file}, hive_partitioning = false))")
        );
    }

    [Fact]
    public async Task Columns_may_have_the_names_that_the_engine_uses_itself()
    {
        string[] names =
        [
            "filename",
            "file_row_number",
            "file_index",
            "row",
            "file",
            "place",
            "changed_at",
            "number",
            "first",
            "total",
            "select",
            "keys",
            "duplicates",
            "survivors",
            "rows",
            "rowid",
            "columns",
            "date",
            "a-b",
            "quote\"d",
            "it's",
            "ünï",
        ];
        var columns = string.Join(", ", names.Select(name => $"{System.Text.Json.JsonSerializer.Serialize(name)}: \"string\""));
        using var lake = new TestLake(contracts:
            $$"""
            { "name": "names", "database": "d", "raw": { "keys": "{id*}", "format": "json" }, "identity": ["file", "row", "place", "keys"], "changedAt": ["day_at"],
              "columns": { "day_at": "timestamp", {{columns}} } }
            """);
        var values = string.Join(", ", names.Select((name, i) => $"{System.Text.Json.JsonSerializer.Serialize(name)}: \"v{i}\""));
        lake.Drop("1", $$"""{ "day_at": "2026-11-19", {{values}} }""");
        lake.Drop("2", $$"""{ "day_at": "2026-11-19", {{values}} }""");
        lake.Drop("3", $$"""{ "day_at": "2026-11-18", {{values}} }""");
        Assert.Equal(3, (await lake.IngestAsync()).Delivered);
        lake.Time.Advance(TimeSpan.FromHours(2));
        lake.Drop("4", $$"""{ "day_at": "2026-11-18", {{values}} }""");
        await lake.IngestAsync();

        Assert.All(await lake.PartitionAsync(), outcome => Assert.Null(outcome.Failure));

        var list = string.Join(", ", names.Select(name => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
        var rows = lake.ConsumableFiles("names")
            .SelectMany(file => ParquetSql.Ask($"SELECT concat_ws(' ', {list}) FROM read_parquet({ParquetSql.Quote(lake.PathOf(file))})"))
            .ToList();
        Assert.Equal(Enumerable.Repeat(string.Join(' ', names.Select((_, i) => $"v{i}")), 2), rows);
    }
}
