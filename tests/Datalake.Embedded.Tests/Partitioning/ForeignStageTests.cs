using Datalake.Embedded.Tests.Checking;

namespace Datalake.Embedded.Tests.Partitioning;

public sealed class ForeignStageTests : IDisposable
{
    private const string Hour = "stage/orders/ingestion_year=2026/ingestion_month=11/ingestion_day=20/ingestion_hour=08";

    private readonly TestLake lake = new();

    public void Dispose() => lake.Dispose();

    [Fact]
    public async Task A_file_that_another_program_wrote_unsorted_is_taken_in_order()
    {
        Write("""
            SELECT 'o' || (i * 37 % 1000) AS orderid, i AS value, NULL::VARCHAR AS status, TIMESTAMP '2026-11-10 00:00:00' + INTERVAL (i * 7 % 5) DAY AS lastchange, NULL::TIMESTAMP AS creationdate,
                   NULL::STRUCT(id VARCHAR, quantity BIGINT)[] AS items, NULL::VARCHAR AS _rescued, 'f' AS _source, TIMESTAMP '2026-11-20 08:00:00' AS _ingested_at, md5(i::VARCHAR) AS _digest
            FROM range(5000) t(i)
            """);

        var mark = await RunAsync();

        Assert.Equal((5000, 5000), (mark!.Rows, mark.Written));
        Assert.Equal(lake.Stage("orderid, value, lastchange, _digest"), lake.Consumable("orderid, value, lastchange, _digest"));
        Assert.Equal(5, lake.ConsumableFiles().Count);
        foreach (var file in lake.ConsumableFiles())
        {
            var ids = ParquetSql.Ask($"SELECT orderid || ' ' || lastchange || _digest FROM read_parquet({ParquetSql.Quote(lake.PathOf(file))})");
            Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
        }
    }

    [Theory]
    [InlineData(
        "no change date",
        "SELECT 'a' AS orderid, NULL::TIMESTAMP AS lastchange, NULL::TIMESTAMP AS creationdate, 'd' AS _digest, 's' AS _source, now()::TIMESTAMP AS _ingested_at"
    )]
    [InlineData(
        "a change date beyond the calendar",
        "SELECT 'a' AS orderid, TIMESTAMP '20000-01-01 00:00:00' AS lastchange, NULL::TIMESTAMP AS creationdate, 'd' AS _digest, 's' AS _source, now()::TIMESTAMP AS _ingested_at"
    )]
    [InlineData(
        "no identity",
        "SELECT TIMESTAMP '2026-01-01 00:00:00' AS lastchange, NULL::TIMESTAMP AS creationdate, 'd' AS _digest, 's' AS _source, now()::TIMESTAMP AS _ingested_at"
    )]
    [InlineData("no lineage", "SELECT 'a' AS orderid, TIMESTAMP '2026-01-01 00:00:00' AS lastchange, NULL::TIMESTAMP AS creationdate")]
    [InlineData(
        "an infinite change date",
        "SELECT 'a' AS orderid, 'infinity'::TIMESTAMP AS lastchange, NULL::TIMESTAMP AS creationdate, 'd' AS _digest, 's' AS _source, now()::TIMESTAMP AS _ingested_at"
    )]
    public async Task A_file_that_has_what_no_row_may_fails_its_hour_and_no_other(string what, string rows)
    {
        Write(rows);
        lake.Drop("orders/1", Contracts.Order("good", "2026-11-19T10:00:00Z"));
        await lake.IngestAsync();

        var outcomes = await lake.PartitionAsync();

        Assert.True(outcomes[0].Failure is not null, what);
        Assert.Null(outcomes[1].Failure);
        Assert.Equal(["{'orderid': good}"], lake.Consumable("orderid"));
    }

    [Fact]
    public async Task A_file_without_rows_makes_an_hour_without_rows()
    {
        Write(
            "SELECT 'a' AS orderid, 1 AS value, NOW()::TIMESTAMP AS lastchange, NULL::TIMESTAMP AS creationdate, 'd' AS _digest, 's' AS _source, now()::TIMESTAMP AS _ingested_at LIMIT 0"
        );
        var mark = await RunAsync();
        Assert.Equal((0, 0), (mark!.Rows, mark.Written));
        Assert.Empty(lake.ConsumableFiles());
    }

    private void Write(string select)
    {
        Directory.CreateDirectory(lake.PathOf(Hour));
        ParquetSql.Ask($"COPY ({select}) TO {ParquetSql.Quote(lake.PathOf($"{Hour}/foreign.parquet"))} (FORMAT parquet)");
    }

    private async Task<Datalake.Partitioning.CompletionMarker?> RunAsync()
    {
        var outcome = Assert.Single(await lake.PartitionAsync());
        Assert.Null(outcome.Failure);
        return outcome.Finished;
    }
}
