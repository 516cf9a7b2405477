using System.Text.Json;

namespace Datalake.Cli.Tests.Commands;

public sealed class InspectTests : IDisposable
{
    private readonly CliLake lake = new();

    public void Dispose() => lake.Dispose();

    [Fact]
    public async Task A_table_is_inspected_over_all_files_of_its_newest_version()
    {
        await lake.FillAsync();
        var result = await lake.RunAsync("inspect", "orders", "--format", "json");
        Assert.Equal(0, result.Code);
        Assert.Matches("^2 files, 2 row groups, 2 rows, [0-9,]+ bytes\n$", result.Error);
        var id = result.Rows.Single(row => Text(row, "column") == "id");
        Assert.Equal(("BYTE_ARRAY string", 2L, 0L, "a", "b"), (Text(id, "type"), Number(id, "values"), Number(id, "nulls"), Text(id, "minimum"), Text(id, "maximum")));
        var changed = result.Rows.Single(row => Text(row, "column") == "changed");
        Assert.Equal(("INT64 timestamp(micros, utc)", "2026-01-03T01:02:03.5Z"), (Text(changed, "type"), Text(changed, "maximum")));
        var total = result.Rows.Single(row => Text(row, "column") == "total");
        Assert.Equal((1L, "12.30"), (Number(total, "nulls"), Text(total, "minimum")));
        Assert.Contains(result.Rows, row => Text(row, "column").EndsWith(".sku", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Stage_files_are_inspected_by_their_table_folder_or_key()
    {
        await lake.FillAsync();
        var files = (await lake.RunAsync("inspect", "raw_orders", "--show", "files", "--format", "json")).Rows;
        var path = Text(Assert.Single(files), "file");
        Assert.Equal(2, Number(files[0], "rows"));
        Assert.Equal(new FileInfo(path).Length, Number(files[0], "bytes"));
        var key = Path.GetRelativePath(lake.Root, path);
        Assert.Single((await lake.RunAsync("inspect", key, "--show", "groups", "--format", "json")).Rows);
        Assert.Single((await lake.RunAsync("inspect", "stage/orders", "--show", "files", "--format", "json")).Rows);
        Assert.Single((await lake.RunAsync("inspect", Path.GetDirectoryName(path)!, "--show", "files", "--format", "json")).Rows);
    }

    [Fact]
    public async Task A_schema_is_shown_from_the_top_down()
    {
        await lake.FillAsync();
        var rows = (await lake.RunAsync("inspect", "raw_orders", "--show", "schema", "--format", "json")).Rows;
        Assert.Equal("id", Text(rows[0], "field"));
        Assert.Equal("optional", Text(rows[0], "repetition"));
        var lines = Array.FindIndex(rows, row => Text(row, "field") == "lines");
        Assert.Equal("group list", Text(rows[lines], "type"));
        Assert.StartsWith("lines.", Text(rows[lines + 1], "field"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_needs_neither_lake_nor_contracts()
    {
        await lake.FillAsync();
        var path = Text((await lake.RunAsync("inspect", "raw_orders", "--show", "files", "--format", "json")).Rows[0], "file");
        var alone = await CliLake.RunWithInputAsync(
            "", "inspect", path, "--show", "chunks", "--format", "csv", "--root", lake.Folder + "/none", "--datasets", lake.Folder + "/none");
        Assert.Equal(0, alone.Code);
        Assert.StartsWith("file,row_group,column,type,codec,encodings,values,nulls,bytes,", alone.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_whole_parquet_file_is_refused_in_words()
    {
        await lake.FillAsync();
        var path = Text((await lake.RunAsync("inspect", "raw_orders", "--show", "files", "--format", "json")).Rows[0], "file");
        var whole = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        await RefusedAsync([], "is empty");
        await RefusedAsync("{\"id\":1}\n and more"u8.ToArray(), "is no Parquet file: it does not begin with PAR1");
        await RefusedAsync(whole[..(whole.Length / 2)], "is a part of a Parquet file");
        await RefusedAsync([.. whole[..^8], 0xFF, 0xFF, 0xFF, 0x7F, .. "PAR1"u8], "is a part of a Parquet file");
        await RefusedAsync([.. whole[..^200], .. new byte[192], .. whole[^8..]], "cannot be read");
        await RefusedAsync([.. "PARE"u8, .. whole[4..^4], .. "PARE"u8], "encrypted footer");

        var missing = await lake.RunAsync("inspect", "nothing.parquet");
        Assert.Equal(2, missing.Code);
        Assert.Contains("There is no file, folder or table 'nothing.parquet'", missing.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_without_files_has_no_rows()
    {
        Directory.CreateDirectory(lake.Root);
        var result = await lake.RunAsync("inspect", "orders", "--format", "json");
        Assert.Equal((0, "[]\n", "0 files, 0 row groups, 0 rows, 0 bytes\n"), (result.Code, result.Out, result.Error));
    }

    private async Task RefusedAsync(byte[] content, string words)
    {
        var path = Path.Combine(lake.Folder, "broken.parquet");
        await File.WriteAllBytesAsync(path, content, TestContext.Current.CancellationToken);
        var result = await lake.RunAsync("inspect", path);
        Assert.Equal(3, result.Code);
        Assert.Contains(words, result.Error, StringComparison.Ordinal);
        Assert.Contains(path, result.Error, StringComparison.Ordinal);
    }

    private static string Text(JsonElement row, string name) => row.GetProperty(name).GetString()!;

    private static long Number(JsonElement row, string name) => row.GetProperty(name).GetInt64();
}
