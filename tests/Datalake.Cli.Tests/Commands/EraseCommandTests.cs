namespace Datalake.Cli.Tests.Commands;

public sealed class EraseCommandTests : IDisposable
{
    private readonly CliLake lake = new();

    public void Dispose() => lake.Dispose();

    [Fact]
    public async Task A_dry_run_counts_an_erasure_erases_and_the_list_erases_again()
    {
        await lake.FillAsync();
        var counted = await lake.RunAsync("erase", "--dataset", "orders", "--where", "id = 'a'", "--dry-run", "--format", "json");
        Assert.Equal(0, counted.Code);
        Assert.Contains("nothing was changed", counted.Error, StringComparison.Ordinal);

        var erased = await lake.RunAsync("erase", "--dataset", "orders", "--where", "id = 'a'", "--format", "json");
        Assert.Equal(0, erased.Code);
        Assert.Contains("The receipt is _state/erasures/receipts/", erased.Error, StringComparison.Ordinal);
        Assert.Equal(["raw", "structured", "stage", "table", "quarantine"], erased.Rows.Select(row => row.GetProperty("place").GetString()!));
        Assert.Equal(counted.Rows.Select(Count), erased.Rows.Select(Count));
        Assert.Equal(1, erased.Rows[0].GetProperty("records").GetInt64());
        Assert.Equal(0, (await lake.RunAsync("status")).Code);

        lake.Put("late", """{"id":"a","changed":"2026-01-02T00:00:00Z"}""");
        Assert.Contains("1 record kept out: erased before.", (await lake.RunAsync("ingest")).Error, StringComparison.Ordinal);
        var again = await lake.RunAsync("erase", "--again", "--format", "json");
        Assert.Equal(1, again.Rows[0].GetProperty("deleted").GetInt64());
        Assert.Contains("orders: no record matches.", (await lake.RunAsync("erase", "--again")).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Give --dataset and --where, or --from-file, or --again", "erase")]
    [InlineData("Give --dataset and --where, or --from-file, or --again", "erase", "--dataset", "orders")]
    [InlineData("Give --dataset and --where, or --from-file, or --again", "erase", "--again", "--where", "id = 'a'")]
    [InlineData("There is no dataset 'x'", "erase", "--dataset", "x", "--where", "id = 'a'")]
    [InlineData("character 4: expected '='", "erase", "--dataset", "orders", "--where", "id < 'a'")]
    public async Task What_cannot_be_meant_is_refused(string words, params string[] command)
    {
        await lake.FillAsync();
        var refused = await lake.RunAsync(command);
        Assert.Equal(2, refused.Code);
        Assert.Contains(words, refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_with_a_wrong_line_erases_nothing()
    {
        await lake.FillAsync();
        var file = Path.Combine(lake.Folder, "requests");
        await File.WriteAllTextAsync(file, """
            {"dataset": "orders", "where": "id = 'a'"}
            {"dataset": "nothing", "where": "id = 'b'"}
            """, TestContext.Current.CancellationToken);
        var refused = await lake.RunAsync("erase", "--from-file", file);
        Assert.Equal(2, refused.Code);
        Assert.Contains("requests is wrong. There is no dataset 'nothing'. Nothing was erased.", refused.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(lake.Root, "_state", "erasures")));

        await File.WriteAllTextAsync(file, """{"dataset": "orders", "where": "id = 'a'"}""", TestContext.Current.CancellationToken);
        Assert.Equal(0, (await lake.RunAsync("erase", "--from-file", file)).Code);
        Assert.Single(Directory.GetFiles(Path.Combine(lake.Root, "_state", "erasures", "receipts")));
    }

    private static string Count(System.Text.Json.JsonElement row) =>
        string.Join(' ', new[] { "entities", "place", "files", "records", "deleted" }.Select(name => row.GetProperty(name).ToString()));
}
