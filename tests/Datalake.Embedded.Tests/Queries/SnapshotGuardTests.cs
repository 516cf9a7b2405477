using Datalake.Embedded.Queries;
using Datalake.Embedded.Tests.Checking;

namespace Datalake.Embedded.Tests.Queries;

public sealed class SnapshotGuardTests : IDisposable
{
    private readonly QueryLake lake = new();

    public void Dispose() => lake.Dispose();

    [Fact]
    public async Task A_query_never_sees_a_part_of_an_hour_that_is_made_again()
    {
        // Many days make the replacement long; one more order each time makes the rows of before and after differ.
        var days = Enumerable
            .Range(0, 40)
            .Select(day => $$"""{"id":"{{day}}","changed":"{{new DateOnly(2026, 1, 1).AddDays(day):yyyy-MM-dd}}T00:00:00Z"}""")
            .ToArray();
        lake.Put("0", days);
        await lake.RunAsync();
        var whole = new HashSet<string> { "40" };
        var writer = Task.Run(async () =>
        {
            for (var run = 1; run <= 6; run++)
            {
                lake.Put($"{run}", [.. days.Select(record => record.Replace("\"id\":\"", $"\"id\":\"{run}-", StringComparison.Ordinal))]);
                lock (whole) whole.Add($"{(run + 1) * 40}");
                await lake.RunAsync();
            }
        }, TestContext.Current.CancellationToken);
        using var reader = lake.Open();
        var seen = 0;
        while (!writer.IsCompleted || seen == 0)
        {
            try
            {
                var count = Assert.Single(QueryLake.Query(reader, "SELECT count(*) FROM orders"));
                lock (whole) Assert.Contains(count, whole);
                seen++;
            }
            catch (TableReplacedException)
            {
                // Each time it was tried an hour was made again: an error, and no wrong answer.
            }
        }

        await writer;
        Assert.Equal(["280"], QueryLake.Query(reader, "SELECT count(*) FROM orders"));
    }

    [Fact]
    public async Task Rows_that_were_read_across_a_replacement_are_an_error()
    {
        lake.Put("1", """{"id":"a","changed":"2026-01-02T00:00:00Z"}""", """{"id":"b","changed":"2026-01-03T00:00:00Z"}""");
        await lake.RunAsync();
        using var reader = lake.Open();
        using var rows = reader.Query("SELECT id FROM orders", TestContext.Current.CancellationToken);
        Assert.True(rows.Read());
        Assert.True(
            Datalake.Storage.IngestionHour.TryParse(Path.GetFileNameWithoutExtension(lake.Files("_state/finished").Single()), out var hour)
        );
        await using (var open = EmbeddedLake.Open(lake.Options))
        {
            await open.PartitionAsync(
                new Datalake.Partitioning.PartitionRequest { Hour = hour }, null, TestContext.Current.CancellationToken);
        }

        Assert.Throws<TableReplacedException>(() =>
        {
            while (rows.Read())
            {
            }
        });
    }

    [Fact]
    public async Task An_hour_that_a_killed_process_left_without_its_mark_is_read_as_it_is()
    {
        lake.Put("1", """{"id":"a","changed":"2026-01-02T00:00:00Z"}""");
        await lake.RunAsync();
        var mark = lake.Files("_state/finished").Single();
        File.Delete(mark);
        Directory.CreateDirectory(
            Path.Combine(lake.Root, "_state", "partition", $"orders-{Path.GetFileNameWithoutExtension(mark)}", "old"));
        Assert.Equal(["1"], lake.Query("SELECT count(*) FROM orders"));
    }
}
