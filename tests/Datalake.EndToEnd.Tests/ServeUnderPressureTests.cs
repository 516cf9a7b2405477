using System.Globalization;
using System.Net;

namespace Datalake.EndToEnd.Tests;

/// <summary>A server whose disk is full, and one to which more comes than it can take at once.</summary>
public sealed class ServeUnderPressureTests : IDisposable
{
    /// <summary>The environment variable that sets how many files are dropped at once.</summary>
    private const string Variable = "DATALAKE_DROPPED_FILES";

    private const int DefaultFiles = 2_000;
    private const long Megabyte = 1_000_000;

    private static readonly int Files = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given
        ? int.Parse(given, CultureInfo.InvariantCulture)
        : DefaultFiles;

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_full_disk_refuses_posts_for_a_while_and_loses_nothing()
    {
        using var disk = SmallDisk.Mount("24m");
        var lake = new LakeFiles(Path.Combine(disk.Path, "lake"));
        File.WriteAllText(Path.Combine(disk.Path, "lake.json"), """{ "listen": "127.0.0.1:0", "seal": "100ms" }""");
        await using var server = await ServedLake.StartAsync(lake);
        var acknowledged = new HashSet<string>(StringComparer.Ordinal);
        await PostAsync(server, acknowledged, "before", 20);
        disk.Fill(8192);

        HttpStatusCode status;
        for (var number = 0; ; number++)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"full-{number}");
            using var answer = await server.PostAsync(id);
            status = answer.StatusCode;
            if (status == HttpStatusCode.OK)
            {
                acknowledged.Add(id);
                continue;
            }

            Assert.NotNull(answer.Headers.RetryAfter);
            break;
        }

        Assert.Contains(status, new[] { HttpStatusCode.ServiceUnavailable, HttpStatusCode.InsufficientStorage });
        disk.Free();
        while (true)
        {
            using var answer = await server.PostAsync("after");
            if (answer.StatusCode == HttpStatusCode.OK) break;
            Assert.NotNull(answer.Headers.RetryAfter);
            await Task.Delay(100, Test.Token);
        }

        acknowledged.Add("after");
        await server.UntilSettledAsync();
        var found = (await server.RowsAsync("SELECT orderid FROM checkout")).Select(row => row[0]).ToArray();
        Assert.Equal(found.Length, found.Distinct(StringComparer.Ordinal).Count());
        Assert.Empty(acknowledged.Except(found));
    }

    [Fact]
    public async Task Many_files_that_are_dropped_at_once_come_to_the_table_within_bounded_memory()
    {
        var lake = new LakeFiles(folder["lake"]);
        folder.Write("lake.json", """{ "listen": "127.0.0.1:0", "seal": "1s" }""");
        await using var server = await ServedLake.StartAsync(lake);
        TestContext.Current.TestOutputHelper?.WriteLine($"{Files} files; {Variable} sets another number.");
        var waiting = folder["waiting/checkout"];
        for (var number = 0; number < Files; number++)
        {
            var path = Path.Combine(waiting, string.Create(CultureInfo.InvariantCulture, $"{number % 100:d2}_CheckoutOrder/{number}/id/1"));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, ServedLake.Record(string.Create(CultureInfo.InvariantCulture, $"d{number}")), Test.Token);
        }

        foreach (var shard in Directory.GetDirectories(waiting)) Directory.Move(shard, Path.Combine(lake.Root, "raw", Path.GetFileName(shard)));

        await server.UntilAsync("SELECT count(*) FROM checkout", Files);
        Assert.InRange(server.Process.PeakWorkingSet, 1, 700 * Megabyte);
        await server.StopAsync();
        Assert.Equal(Files, lake.Ledger().Arrivals);
    }

    [Fact]
    public async Task An_arrival_that_is_replaced_again_and_again_ends_with_its_last_content_and_no_row_is_torn()
    {
        var lake = new LakeFiles(folder["lake"]);
        folder.Write("lake.json", """{ "listen": "127.0.0.1:0", "seal": "100ms" }""");
        await using var server = await ServedLake.StartAsync(lake);
        var path = Path.Combine(lake.Root, "raw/01_CheckoutOrder/r/id/1");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        const int Versions = 60;
        for (var version = 1; version <= Versions; version++)
        {
            var records = Enumerable.Range(0, 200).Select(record =>
                $$"""{"OrderId":"v{{version}}-{{record}}","LastChange":"2026-11-20T08:00:00Z"}""");
            await File.WriteAllTextAsync(folder["next"], string.Join('\n', records), Test.Token);
            File.Move(folder["next"], path, overwrite: true);
            await Task.Delay(20, Test.Token);
        }

        await server.UntilAsync($"SELECT count(*) FROM checkout WHERE orderid LIKE 'v{Versions}-%'", 200);
        var counts = await server.RowsAsync("SELECT split_part(orderid, '-', 1) AS version, count(*) AS n FROM checkout GROUP BY ALL");
        Assert.All(counts, row => Assert.Equal("200", row[1]));
        Assert.Empty(lake.Find("quarantine"));
    }

    private static async Task PostAsync(ServedLake server, HashSet<string> acknowledged, string name, int count)
    {
        for (var number = 0; number < count; number++)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"{name}-{number}");
            using var answer = await server.PostAsync(id);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            acknowledged.Add(id);
        }
    }
}
