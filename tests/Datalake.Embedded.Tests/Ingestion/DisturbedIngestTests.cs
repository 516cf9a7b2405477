using Datalake.Embedded.Ingestion;
using Datalake.Embedded.Tests.Checking;

namespace Datalake.Embedded.Tests.Ingestion;

/// <summary>Arrivals to which something happens while they are read.</summary>
public sealed class DisturbedIngestTests : IDisposable
{
    private const int Large = 5000;

    private readonly TestLake lake = new();

    public void Dispose() => lake.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(Large)]
    public async Task An_arrival_that_is_replaced_while_it_is_read_leaves_nothing_and_the_new_one_is_taken_by_the_next_run(int records)
    {
        Drop("orders/a", records, 1);
        Drop("orders/b", 3, 1);

        var report = await RunAsync(key => key.EndsWith('a'), () => Drop("orders/a", records, 2));

        Assert.Equal((2, 1, 3, 1), (report.Found, report.Arrivals, report.Delivered, report.Changed));
        Assert.Equal(["{'n': 3, 'v': 1}"], lake.Stage("count(*) AS n, max(value) AS v"));
        Assert.Equal(records, (await lake.IngestAsync()).Delivered);
        Assert.Equal([$"{{'n': {records}, 'v': 2}}"], lake.Stage("count(*) FILTER (_source LIKE 'orders/a%') AS n, max(value) AS v"));
    }

    [Fact]
    public async Task An_arrival_that_goes_away_while_it_is_read_leaves_nothing()
    {
        Drop("orders/a", Large, 1);
        Drop("orders/b", 3, 1);

        var report = await RunAsync(key => key.EndsWith('a'), () => File.Delete(lake.PathOf("raw/orders/a")));

        Assert.Equal((1, 3, 1), (report.Arrivals, report.Delivered, report.Changed));
        Assert.Equal(3, lake.Stage().Count);
        Assert.Equal(["structured_json/orders/orders/b.json"], lake.Files("structured_json"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(Large)]
    public async Task An_arrival_that_cannot_be_read_is_told_and_tried_again_and_the_rest_is_taken(int records)
    {
        Drop("orders/a", records, 1);
        Drop("orders/b", 3, 1);

        var report = await RunAsync(key => key.EndsWith('a'), () => throw new IOException("Input/output error", 5));

        Assert.Equal((2, 1, 3, 0), (report.Found, report.Arrivals, report.Delivered, report.Changed));
        var failure = Assert.Single(report.Failures);
        Assert.Equal("orders/a", failure.Arrival.Key);
        Assert.Contains("Input/output error", failure.Reason, StringComparison.Ordinal);
        Assert.Equal(3, lake.Stage().Count);
        Assert.Empty(lake.Files("_state/pending"));

        Assert.Equal(records, (await lake.IngestAsync()).Delivered);
        Assert.Equal(records + 3, lake.Stage().Count);
    }

    [Fact]
    public async Task An_arrival_with_bad_records_that_is_replaced_while_it_is_read_leaves_the_books_balanced()
    {
        lake.Drop(
            "orders/a",
            string.Concat(
                Enumerable.Range(0, Large).Select(i => i % 100 == 7 ? "bad\n" : Contracts.Order($"{i}", "2026-11-19T10:00:00Z") + "\n"))
        );
        await RunAsync(_ => true, () => Drop("orders/a", 3, 2));
        await BalancedAsync();
        Assert.Equal(3, (await lake.IngestAsync()).Delivered);
        await BalancedAsync();
    }

    private async Task BalancedAsync()
    {
        await using var open = lake.Open();
        var status = await Datalake.Embedded.Auditing.LakeStatus.ReadAsync(
            lake.Configure(new LakeOptions { Root = lake.Root, Datasets = "" }), open.Catalog, Test.Token);
        Assert.Empty(status.Differences);
    }

    [Fact]
    public async Task A_disk_without_room_stops_the_run()
    {
        Drop("orders/a", 1, 1);
        await Assert.ThrowsAnyAsync<Exception>(() => RunAsync(_ => true, () => throw new IOException("No space left on device", 28)));
        Assert.Empty(lake.StageFiles());
    }

    private void Drop(string key, int records, int value)
    {
        lake.Drop(
            key, string.Concat(Enumerable.Range(0, records).Select(i => Contracts.Order($"{i}", "2026-11-19T10:00:00Z", value) + "\n")));
        File.SetLastWriteTimeUtc(lake.PathOf($"raw/{key}"), new DateTime(2026, 11, 20, 0, 0, value, DateTimeKind.Utc));
    }

    private async Task<IngestReport> RunAsync(Func<string, bool> which, Action trip)
    {
        await using var open = lake.Open();
        return await open.IngestAsync(
            new StreamStore(open.Raw, (key, stream) => which(key) ? new TrippingStream(stream, stream.Length / 2, trip) : stream),
            null,
            Test.Token
        );
    }
}
