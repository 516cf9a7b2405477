namespace Datalake.Cli.Tests.Commands;

/// <summary>The commands over the versions of a table: history, rebuild, compact, vacuum, and a query of an older version.</summary>
public sealed class TableCommandTests : IDisposable
{
    private readonly CliLake lake = new();

    public void Dispose() => lake.Dispose();

    [Fact]
    public async Task A_table_that_has_no_version_says_how_it_gets_one()
    {
        lake.Put("1", """{"id":"a","changed":"2026-01-02T00:00:00Z"}""");
        var history = await lake.RunAsync("history", "orders");
        Assert.Equal((0, "The table has no version yet. Bring stage hours into it: lake partition\n"), (history.Code, history.Error));
        Assert.Equal(0, (await lake.RunAsync("vacuum")).Code);
        Assert.Contains("No change date has more than one small file.", (await lake.RunAsync("compact")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_run_that_brings_rows_is_a_version_that_can_be_queried()
    {
        await lake.FillAsync();
        lake.Put("3", """{"id":"c","changed":"2026-01-02T00:00:00Z"}""");
        Assert.Equal(0, (await lake.RunAsync("run", "--all")).Code);

        var versions = (await lake.RunAsync("history", "orders", "--format", "json")).Rows;
        Assert.Equal(
            [(1L, "MERGE"), (0L, "MERGE")],
            versions.Select(row => (row.GetProperty("version").GetInt64(), row.GetProperty("operation").GetString()!)));
        Assert.Contains("ingestionHour=2026112009", versions[0].GetProperty("parameters").GetString(), StringComparison.Ordinal);
        Assert.Single((await lake.RunAsync("history", "orders", "--limit", "1", "--format", "json")).Rows);

        Assert.Equal("2", await CountAsync("--version", "0"));
        Assert.Equal("3", await CountAsync("--version", "1"));
        Assert.Equal("3", await CountAsync("--at", "2100-01-01"));
        Assert.Equal("3", await CountAsync());

        var missing = await lake.RunAsync("query", "SELECT count(*) FROM orders", "--version", "2");
        Assert.Equal(3, missing.Code);
        Assert.Contains("no version 2; its newest is 1", missing.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_of_an_earlier_version_is_named_by_the_status_until_it_is_a_Delta_table()
    {
        await lake.FillAsync();
        var table = Path.Combine(lake.Root, "consumable_tables", "orders");
        Directory.Delete(Path.Combine(table, "_delta_log"), recursive: true);
        foreach (var file in Directory.GetFiles(table, "*.parquet", SearchOption.AllDirectories))
        {
            var hour = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(file)!, "ingestion=2026112009"));
            File.Move(file, Path.Combine(hour.FullName, "part-00000.parquet"));
        }

        const string Note = "The table orders is of an earlier version of the lake: 2 files without a log.";
        Assert.Contains(Note, (await lake.RunAsync("status")).Error, StringComparison.Ordinal);
        Assert.Equal("2", await CountAsync());
        lake.Put("3", """{"id":"c","changed":"2026-01-02T00:00:00Z"}""");
        Assert.Equal(0, (await lake.RunAsync("run", "--all")).Code);
        var after = await lake.RunAsync("status");
        Assert.Equal(0, after.Code);
        Assert.DoesNotContain("earlier version", after.Error, StringComparison.Ordinal);
        Assert.Equal("3", await CountAsync());
    }

    [Theory]
    [InlineData("not both", "query", "SELECT 1", "--version", "1", "--at", "2026-01-01")]
    [InlineData("--version is -1", "query", "SELECT 1", "--version", "-1")]
    [InlineData("--at is 'noon'", "query", "SELECT 1", "--at", "noon")]
    [InlineData("--day is '5'", "compact", "--day", "5")]
    [InlineData("--retention-days is -1", "vacuum", "--retention-days", "-1")]
    [InlineData("There is no dataset 'x'", "rebuild", "x")]
    [InlineData("--keep-staged is for --from raw", "rebuild", "orders", "--keep-staged")]
    [InlineData("There is no dataset 'x'", "history", "x")]
    [InlineData("There is no dataset 'x'", "vacuum", "x")]
    public async Task What_cannot_be_meant_is_refused(string words, params string[] command)
    {
        await lake.FillAsync();
        var refused = await lake.RunAsync(command);
        Assert.Equal(2, refused.Code);
        Assert.Contains(words, refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Small_files_are_compacted_and_what_they_were_is_vacuumed_when_nothing_needs_it()
    {
        await lake.FillAsync();
        lake.Put("3", """{"id":"c","changed":"2026-01-02T00:00:00Z"}""");
        await lake.RunAsync("run", "--all");

        var day = Assert.Single((await lake.RunAsync("compact", "orders", "--format", "json")).Rows);
        Assert.Equal(
            ("2026-01-02", 2, 1),
            (day.GetProperty("day").GetString()!, day.GetProperty("files_before").GetInt32(), day.GetProperty("files").GetInt32()));
        Assert.Equal("3", await CountAsync());

        // By the lake's clock, which stands in the past, the files are young.
        var vacuumed = Assert.Single((await lake.RunAsync("vacuum", "--dry-run", "--format", "json")).Rows);
        Assert.Equal(0, vacuumed.GetProperty("files").GetInt32());
    }

    [Fact]
    public async Task A_table_is_compared_with_the_stage_and_made_again_from_it()
    {
        await lake.FillAsync();
        var equal = await lake.RunAsync("rebuild", "orders", "--verify");
        Assert.Equal((0, "The table holds what the stage gives: 2 rows of 2 change dates.\n"), (equal.Code, equal.Error));

        Directory.Delete(Path.Combine(lake.Root, "consumable_tables"), recursive: true);
        var lost = await lake.RunAsync("rebuild", "orders", "--verify", "--format", "json");
        Assert.Equal(3, lost.Code);
        Assert.Equal(["2026-01-02 1", "2026-01-03 1"], lost.Rows.Select(row => $"{row.GetProperty("day").GetString()} {row.GetProperty("missing")}"));
        Assert.Contains("on 2 of 2 change dates. Make it again: lake rebuild orders\n", lost.Error, StringComparison.Ordinal);

        var rebuilt = Assert.Single((await lake.RunAsync("rebuild", "orders", "--format", "json")).Rows);
        Assert.Equal((2, 2), (rebuilt.GetProperty("stage_rows").GetInt32(), rebuilt.GetProperty("rows").GetInt32()));
        Assert.Equal("2", await CountAsync());
    }

    [Fact]
    public async Task A_table_is_compared_with_raw_and_made_again_from_it()
    {
        await lake.FillAsync();
        var equal = await lake.RunAsync("rebuild", "orders", "--verify", "--from", "raw");
        Assert.Equal((0, "The table holds what raw/ gives: 2 rows of 2 change dates.\n"), (equal.Code, equal.Error));

        File.Delete(Directory.GetFiles(Path.Combine(lake.Root, "raw"), "*", SearchOption.AllDirectories)[0]);
        var refused = await lake.RunAsync("rebuild", "orders", "--from", "raw");
        Assert.Equal(3, refused.Code);
        Assert.Contains("2 rows of the stage come from arrivals that raw/ does not hold any more", refused.Error, StringComparison.Ordinal);
        Assert.Contains("lake rebuild orders --from raw --keep-staged", refused.Error, StringComparison.Ordinal);

        var kept = await lake.RunAsync("rebuild", "orders", "--from", "raw", "--keep-staged", "--format", "json");
        Assert.Equal(0, kept.Code);
        Assert.Equal(2, Assert.Single(kept.Rows).GetProperty("kept").GetInt32());
        Assert.Contains("2 rows are as the stage had them", kept.Error, StringComparison.Ordinal);
        Assert.Equal("2", await CountAsync());
    }

    private async Task<string> CountAsync(params string[] options) =>
        (await lake.RunAsync(["query", "SELECT count(*) AS n FROM orders", "--format", "csv", .. options])).Out.Split("\r\n")[1];
}
