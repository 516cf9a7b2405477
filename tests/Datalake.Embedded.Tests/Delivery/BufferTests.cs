using Datalake.Embedded.Delivery;
using Datalake.Embedded.Tests.Checking;

namespace Datalake.Embedded.Tests.Delivery;

public sealed class BufferTests : IDisposable
{
    private readonly TestLake lake = new();

    public void Dispose() => lake.Dispose();

    [Fact]
    public async Task A_full_buffer_is_committed_before_the_end()
    {
        lake.Configure = options => options with { Workers = 1, Buffer = new DeliveryBufferOptions { Bytes = 2000, FilesPerCommit = 1 } };
        DropMany(30);
        await lake.IngestAsync();
        Assert.InRange(Commits(), 2, 29);
        Assert.Equal(Commits(), lake.StageFiles().Count);
        Assert.Equal(30, lake.Stage().Count);
    }

    [Fact]
    public async Task Several_files_go_into_one_commit_in_order_across_them()
    {
        lake.Configure = options => options with { Workers = 1, Buffer = new DeliveryBufferOptions { Bytes = 2000, FilesPerCommit = 100 } };
        DropMany(60);
        await lake.IngestAsync();
        Assert.Equal(1, Commits());
        Assert.InRange(lake.StageFiles().Count, 3, 30);
        var ids = lake.StageFiles()
            .SelectMany(file => ParquetSql.Ask($"SELECT orderid FROM read_parquet({ParquetSql.Quote(lake.PathOf(file))})"))
            .ToList();
        Assert.Equal(60, ids.Count);
        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
    }

    [Fact]
    public async Task Many_records_are_committed_whatever_their_size()
    {
        lake.Configure = options => options with { Workers = 1, Buffer = new DeliveryBufferOptions { Records = 10 } };
        DropMany(35);
        await lake.IngestAsync();
        Assert.Equal(4, Commits());
    }

    [Fact]
    public async Task An_old_buffer_is_committed_when_the_next_arrival_is_complete()
    {
        lake.Configure = options =>
            options with
            {
                Workers = 1,
                Buffer = new DeliveryBufferOptions { Interval = TimeSpan.FromSeconds(300) },
            };
        DropMany(6);
        await using var open = lake.Open();
        await open.IngestAsync(new Each(_ => lake.Time.Advance(TimeSpan.FromSeconds(101))), Test.Token);
        Assert.InRange(Commits(), 2, 3);
        Assert.Equal(6, lake.Stage().Count);
    }

    [Fact]
    public async Task A_buffer_over_the_turn_of_the_hour_has_a_file_for_each_hour_in_one_commit()
    {
        lake.Configure = options => options with { Workers = 1 };
        DropMany(4);
        lake.Time.Now = new TestTime("2026-11-20T09:59:59.5Z").Now;
        await using (var open = lake.Open())
            await open.IngestAsync(new Each(_ => lake.Time.Advance(TimeSpan.FromSeconds(0.2))), Test.Token);

        Assert.Equal(1, Commits());
        Assert.Equal(2, lake.StageFiles().Count);
        Assert.Equal(
            lake.Stage("orderid, ingestion_hour || ':' || strftime(_ingested_at, '%H') AS hours").Count,
            lake.Stage("orderid, ingestion_hour || ':' || ingestion_hour AS hours")
                .Intersect(lake.Stage("orderid, ingestion_hour || ':' || strftime(_ingested_at, '%H') AS hours"))
                .Count()
        );
    }

    [Fact]
    public async Task An_arrival_that_takes_longer_than_an_hour_lies_in_each_hour_it_took()
    {
        lake.Configure = options =>
            options with
            {
                Time = new Ticking(lake.Time, TimeSpan.FromMinutes(20)),
                Buffer = new DeliveryBufferOptions { Interval = TimeSpan.FromDays(1), Bytes = 100_000 },
            };
        var filler = new string('f', 3000);
        lake.Drop(
            "orders/large",
            string.Join(
                '\n',
                Enumerable
                    .Range(0, 2000)
                    .Select(i => Contracts.Order($"{i:d5}", $"2026-11-{10 + i % 3}T10:00:00Z", i, $$""","Status":"{{filler}}" """))
            )
        );
        await lake.IngestAsync();

        Assert.Equal(1, Commits());
        Assert.Equal(2000, lake.Stage().Distinct().Count());
        Assert.InRange(lake.StageFiles().Select(Path.GetDirectoryName).Distinct().Count(), 2, 20);
        Assert.Equal(["{'n': 0}"], lake.Stage("count(*) FILTER (ingestion_hour <> strftime(_ingested_at, '%H')) AS n"));
        Assert.All(await lake.PartitionAsync(), outcome => Assert.Null(outcome.Failure));
        Assert.Equal(lake.Stage("orderid, value, _digest"), lake.Consumable("orderid, value, _digest"));
    }

    [Fact]
    public async Task Nothing_of_a_run_that_was_stopped_before_a_commit_is_left_and_the_next_run_takes_it_all()
    {
        DropMany(10);
        using var stop = new CancellationTokenSource();
        await using (var open = lake.Open())
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
                open.IngestAsync(
                    new Each(report =>
                    {
                        if (report.Arrivals >= 5)
                            stop.Cancel();
                    }),
                    stop.Token
                )
            );
        Assert.Empty(lake.StageFiles());
        Assert.Empty(lake.Files("_state/pending"));

        Assert.Equal(10, (await lake.IngestAsync()).Arrivals);
        Assert.Equal(10, lake.Stage().Count);
    }

    private void DropMany(int count)
    {
        for (var i = 0; i < count; i++) lake.Drop($"orders/{i:d3}", Contracts.Order($"{i * 7 % count:d3}", "2026-11-19T10:00:00Z", i));
    }

    private int Commits() => lake.Files("_state/commits").Count;

    private sealed class Each(Action<Datalake.Embedded.Ingestion.IngestReport> act) : IProgress<Datalake.Embedded.Ingestion.IngestReport>
    {
        public void Report(Datalake.Embedded.Ingestion.IngestReport value) => act(value);
    }

    /// <summary>A clock that moves on whenever it is asked.</summary>
    private sealed class Ticking(TestTime time, TimeSpan step) : TimeProvider
    {
        public override long TimestampFrequency => time.TimestampFrequency;

        public override long GetTimestamp() => time.GetTimestamp();

        public override DateTimeOffset GetUtcNow()
        {
            time.Advance(step);
            return time.Now;
        }
    }
}
