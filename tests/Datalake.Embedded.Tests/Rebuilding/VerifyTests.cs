using Datalake.Embedded.Checkpoints;
using Datalake.Embedded.Rebuilding;
using Datalake.Embedded.Storage;
using Datalake.Embedded.Tests.Checking;
using Datalake.Tables.Delta;
using Datalake.Tables.Delta.Commits;

namespace Datalake.Embedded.Tests.Rebuilding;

public sealed class VerifyTests : IDisposable
{
    private readonly TestLake lake = new();

    public void Dispose() => lake.Dispose();

    [Fact]
    public async Task Rows_that_the_table_lacks_are_missing_on_their_day()
    {
        await FillAsync();
        File.Delete(lake.PathOf(FileOf(18)));
        Assert.Equal([new DayComparison(new DateOnly(2026, 11, 18), 1, 0, 1, 0, 0, 0)], await DifferencesAsync());
    }

    [Fact]
    public async Task Rows_that_nothing_gives_are_extra_on_their_day()
    {
        await FillAsync();
        Directory.Delete(lake.PathOf("stage"), recursive: true);
        Directory.Delete(lake.PathOf("_state/finished"), recursive: true);
        Assert.Equal([(18, 1L), (19, 2L)], (await DifferencesAsync()).Select(day => (day.Day.Day, day.Extra)));
    }

    [Theory]
    [InlineData("value", "2")]
    [InlineData("status", "NULL")]
    [InlineData("items", "NULL")]
    [InlineData("items", "[NULL]")]
    [InlineData("items", "[{'id': NULL, 'quantity': NULL}]")]
    [InlineData("items", "[{'id': 'NULL', 'quantity': 1}]")]
    [InlineData("items", "[{'quantity': 1, 'id': 'x'}, NULL]")]
    [InlineData("_source", "'orders/2'")]
    [InlineData("_ingested_at", "TIMESTAMPTZ '2026-01-01 00:00:00+00'")]
    public async Task A_row_that_differs_in_one_column_is_different_whatever_the_column(string column, string value)
    {
        await FillAsync();
        Change(FileOf(18), $"* REPLACE ({value} AS {column})");
        Assert.Equal([new DayComparison(new DateOnly(2026, 11, 18), 1, 1, 0, 0, 1, 0)], await DifferencesAsync());
    }

    [Fact]
    public async Task A_row_of_another_key_is_missing_and_extra()
    {
        await FillAsync();
        Change(FileOf(18), "* REPLACE ('z' AS orderid)");
        Assert.Equal([new DayComparison(new DateOnly(2026, 11, 18), 1, 1, 1, 1, 0, 0)], await DifferencesAsync());
    }

    [Fact]
    public async Task A_row_that_the_table_holds_twice_is_found_on_its_day()
    {
        await FillAsync();
        var copy = FileOf(18).Replace(".parquet", "-copy.parquet", StringComparison.Ordinal);
        File.Copy(lake.PathOf(FileOf(18)), lake.PathOf(copy));
        await AddAsync(file => file.Path.Contains("day=18", StringComparison.Ordinal), file => file with { Path = copy[Folder.Length..] });
        Assert.Equal([new DayComparison(new DateOnly(2026, 11, 18), 1, 2, 0, 0, 0, 1)], await DifferencesAsync());
    }

    [Fact]
    public async Task A_row_under_the_folder_of_another_day_is_different()
    {
        await FillAsync();
        await AddAsync(
            file => file.Path.Contains("day=18", StringComparison.Ordinal),
            file => file with { PartitionValues = new Dictionary<string, string?>(file.PartitionValues) { ["day"] = "17" } },
            removes: true);
        Assert.Equal([new DayComparison(new DateOnly(2026, 11, 18), 1, 1, 0, 0, 1, 0)], await DifferencesAsync());
    }

    [Fact]
    public async Task Any_delivery_of_a_duplicate_may_be_the_one_that_the_table_holds()
    {
        await FillAsync();
        lake.Drop("orders/9", Contracts.Order("a", "2026-11-18T10:00:00Z"));
        await lake.RunAsync();
        lake.SetContract(Contracts.Orders.Replace("\"Status\": \"string\",", "", StringComparison.Ordinal));
        lake.Drop("orders/10", Contracts.Order("b", "2026-11-19T10:00:00Z", 2, ",\"Status\":\"x\""));
        await lake.RunAsync();
        Assert.Empty(await DifferencesAsync());
    }

    private const string Folder = "consumable_tables/orders/";

    private async Task FillAsync()
    {
        lake.Drop(
            "orders/1",
            Contracts.Order("a", "2026-11-18T10:00:00Z", 1, ",\"Status\":\"new\",\"Items\":[]") + "\n"
            + Contracts.Order("b", "2026-11-19T10:00:00Z", 2, ",\"Status\":\"x\"") + "\n" + Contracts.Order("c", "2026-11-19T10:00:00Z", 2));
        await lake.RunAsync();
        Assert.True((await lake.VerifyAsync()).IsEqual);
    }

    private async Task<IEnumerable<DayComparison>> DifferencesAsync() => (await lake.VerifyAsync()).Days.Where(day => !day.IsEqual);

    private string FileOf(int day) => Assert.Single(lake.ConsumableFiles(), file => file.Contains($"day={day}", StringComparison.Ordinal));

    private void Change(string file, string columns)
    {
        var path = ParquetSql.Quote(lake.PathOf(file));
        ParquetSql.Ask($"CREATE TABLE t AS SELECT {columns} FROM read_parquet({path}, hive_partitioning = false); COPY t TO {path} (FORMAT parquet); SELECT 1");
    }

    private async Task AddAsync(Func<DataFile, bool> choose, Func<DataFile, DataFile> change, bool removes = false)
    {
        var table = new DeltaTable(
            new FileObjectStore(lake.Root, syncsWriters: false), Folder, ParquetCheckpointFormat.Instance, lake.Time);
        var read = (await table.OpenAsync(Test.Token))!;
        var file = read.Files.Single(choose);
        var copy = change(file);
        if (removes)
        {
            copy = copy with { Path = file.Path.Replace(".parquet", "-moved.parquet", StringComparison.Ordinal) };
            File.Copy(lake.PathOf(Folder + file.Path), lake.PathOf(Folder + copy.Path));
        }

        var commit = new TableCommit { Operation = "WRITE", Adds = [copy], Removes = removes ? [file] : [] };
        Assert.IsType<CommitResult.Committed>(await table.CommitAsync(read, commit, Test.Token));
    }
}
