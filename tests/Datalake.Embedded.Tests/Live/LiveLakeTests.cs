using System.Text;
using Datalake.Embedded.Delivery;
using Datalake.Embedded.Live;
using Datalake.Embedded.Tests.Checking;

namespace Datalake.Embedded.Tests.Live;

/// <summary>A lake that runs while files come, on the machine's own clock.</summary>
public sealed class LiveLakeTests : IDisposable
{
    private readonly TestLake lake = new("lake", Contracts.Orders, Contracts.Prices)
    {
        Configure = options => options with
        {
            Time = TimeProvider.System,
            Buffer = new DeliveryBufferOptions { Interval = TimeSpan.FromMilliseconds(100) },
        },
    };

    public void Dispose() => lake.Dispose();

    [Fact]
    public async Task What_waits_when_the_lake_starts_comes_to_the_tables()
    {
        Drop("a", 1, 3);
        lake.Drop("prices/p", "sku,price,changed\nx,1.50,2026-11-20T08:00:00Z\n");

        await using var live = Start();

        await AllInTablesAsync(live, 3);
        await UntilAsync(live, () => lake.Consumable("sku, price", "prices") is ["{'sku': x, 'price': 1.50}"]);
        Assert.True(live.State.IsCaughtUp);
        Assert.Null(live.State.Blocked);
    }

    [Fact]
    public async Task Files_that_come_while_it_runs_are_taken_also_in_folders_that_are_new()
    {
        await using var live = Start();

        for (var i = 0; i < 10; i++)
        {
            Drop($"day-{i}/shop-{i}/a", i, 2);
            Drop($"b{i}", i, 1);
        }

        await AllInTablesAsync(live, 30);
        Assert.Equal((20L, 30L, 30L), live.State.Datasets["orders"] is var flow ? (flow.Arrivals, flow.Records, flow.Delivered) : default);
    }

    [Fact]
    public async Task The_last_record_of_the_evening_does_not_wait_for_the_next()
    {
        await using var live = Start();
        Drop("a", 1, 1);
        await AllInTablesAsync(live, 1);

        Drop("b", 2, 1);

        await AllInTablesAsync(live, 2);
        await UntilAsync(live, () => live.State is { Waiting: 0, Buffered: 0 } state && state.Datasets["orders"] is { BehindSince: null, LastInsert: not null });
    }

    [Fact]
    public async Task An_object_that_is_replaced_is_taken_again()
    {
        await using var live = Start();
        Drop("a", 1, 2);
        await AllInTablesAsync(live, 2);

        Drop("a", 7, 3);

        await AllInTablesAsync(live, 5);
        await UntilAsync(live, () => live.State.Datasets["orders"].Inserted == 5);
    }

    [Fact]
    public async Task A_file_that_is_written_slowly_is_taken_once_and_whole()
    {
        await using var live = Start(new LiveOptions { Settle = TimeSpan.FromSeconds(1) });
        var path = lake.PathOf("raw/orders/slow");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using (var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite))
        {
            for (var i = 0; i < 10; i++)
            {
                file.Write(Encoding.UTF8.GetBytes(Contracts.Order($"o{i}", "2026-11-20T08:00:00Z")[..^1]));
                await file.FlushAsync(Test.Token);
                await Task.Delay(100, Test.Token);
                file.Write("}\n"u8);
            }
        }

        await AllInTablesAsync(live, 10);
        Assert.Empty(lake.Files("quarantine"));
        Assert.Equal(1, live.State.Datasets["orders"].Arrivals);
    }

    [Fact]
    public async Task What_cannot_be_read_goes_to_quarantine_and_keeps_nothing_else_from_the_tables()
    {
        await using var live = Start();
        lake.Drop("orders/bad", "{\"OrderId\":");
        lake.Drop("nobody/knows", "{}");
        Drop("good", 1, 1);

        await AllInTablesAsync(live, 1);

        await UntilAsync(live, () => live.State.Datasets["orders"] is { Quarantined: 1, Delivered: 1 });
    }

    [Fact]
    public async Task An_announced_arrival_is_taken_without_waiting_until_it_has_settled()
    {
        Drop("a", 1, 1);
        await using var live = Start(new LiveOptions { Settle = TimeSpan.FromHours(1) });

        live.Announce("orders/a", 80);
        live.Announce("orders/a", 80);

        await AllInTablesAsync(live, 1);
        Assert.Equal(1, live.State.Datasets["orders"].Arrivals);
    }

    [Fact]
    public async Task A_lake_that_is_stopped_has_committed_what_it_took_and_the_next_start_takes_the_rest()
    {
        await using (var live = Start())
        {
            for (var i = 0; i < 50; i++) Drop($"a{i}", i, 2);
            await UntilAsync(live, () => live.State is { Buffered: > 0 } or { Datasets.Count: > 0 });
            await live.StopAsync(Test.Token);
            Assert.Equal(0, live.State.Buffered);
        }

        await using (var live = Start()) await AllInTablesAsync(live, 100);
        Assert.Empty((await lake.StatusAsync()).Differences);
    }

    [Fact]
    public async Task A_lake_that_is_ended_without_a_word_loses_and_doubles_nothing()
    {
        for (var i = 0; i < 30; i++) Drop($"a{i}", i, 2);
        for (var round = 0; round < 3; round++)
        {
            var live = Start();
            await UntilAsync(live, () => live.State is { Buffered: > 0 } or { Datasets.Count: > 0 });
            await live.DisposeAsync();
        }

        await using (var live = Start()) await AllInTablesAsync(live, 60);
        Assert.Empty((await lake.StatusAsync()).Differences);
    }

    [Fact]
    public async Task Work_that_is_done_alone_finds_everything_committed_that_was_taken()
    {
        lake.Configure = options => options with
        {
            Time = TimeProvider.System,
            Buffer = new DeliveryBufferOptions { Interval = TimeSpan.FromHours(1) },
        };
        await using var live = Start();
        Drop("a", 1, 3);
        await UntilAsync(live, () => live.State.Buffered == 1);

        var staged = await live.DoAloneAsync(_ => Task.FromResult(lake.Stage("count(*) AS n")), Test.Token);

        Assert.Equal(["{'n': 3}"], staged);
        Assert.Equal(0, live.State.Buffered);
    }

    [Fact]
    public async Task A_second_lake_on_the_folder_is_refused()
    {
        await using var live = Start();

        Assert.Throws<Datalake.Embedded.Storage.LakeLockedException>(() => Start());
    }

    [Fact]
    public async Task A_full_disk_blocks_the_lake_and_it_goes_on_once_there_is_room()
    {
        using var disk = SmallDisk.Mount("1m");
        using var small = new TestLake(Path.Combine(disk.Path, "lake"), Contracts.Orders) { Configure = lake.Configure };
        await using var live = Start(small, new LiveOptions { Settle = TimeSpan.Zero });
        await live.DoAloneAsync(
            _ =>
            {
                small.Drop("orders/a", string.Join('\n', Enumerable.Range(0, 500).Select(i => Contracts.Order($"{i}", "2026-11-20T08:00:00Z"))));
                disk.Fill(0);
                return Task.FromResult(true);
            },
            Test.Token);
        await UntilAsync(live, () => live.State.Blocked is not null);
        Assert.Contains("No space left", live.State.Blocked, StringComparison.Ordinal);

        disk.Free();

        await UntilAsync(live, () => small.Consumable("orderid").Count == 500);
        Assert.Null(live.State.Blocked);
    }

    private LiveLake Start() => Start(new LiveOptions { Settle = TimeSpan.FromMilliseconds(20) });

    private LiveLake Start(LiveOptions live) => Start(lake, live);

    private static LiveLake Start(TestLake lake, LiveOptions live) =>
        LiveLake.Start(lake.Options(), live with { Retry = TimeSpan.FromMilliseconds(50) });

    private void Drop(string name, int value, int records) =>
        lake.Drop($"orders/{name}", string.Join('\n', Enumerable.Range(0, records).Select(i => Contracts.Order($"{name}-{value}-{i}", "2026-11-20T08:00:00Z", value))));

    private Task AllInTablesAsync(LiveLake live, int rows) => UntilAsync(live, () => lake.Consumable("orderid").Count == rows);

    private static async Task UntilAsync(LiveLake live, Func<bool> condition)
    {
        var held = await Poll.UntilAsync(condition, () => !live.Running.IsCompleted);
        if (live.Running.IsFaulted) await live.Running;
        Assert.True(held);
    }
}
