using Datalake.Embedded.Delivery;
using Datalake.Embedded.Erasing;
using Datalake.Embedded.Live;
using Datalake.Embedded.Tests.Checking;

namespace Datalake.Embedded.Tests.Live;

/// <summary>What is done with a lake while it runs, and what it meets in its raw folder.</summary>
public sealed class LiveCommandTests : IDisposable
{
    private static readonly LiveOptions Often = new()
    {
        Settle = TimeSpan.FromMilliseconds(20), Rescan = TimeSpan.FromMilliseconds(20), Retry = TimeSpan.FromMilliseconds(50),
    };

    private readonly TestLake lake = new();
    private readonly ClosedFolder closed;
    private readonly List<LiveFailure> failures = [];

    public LiveCommandTests()
    {
        closed = new ClosedFolder(lake.PathOf("raw/orders/closed"));
        lake.Configure = options => options with
        {
            Time = TimeProvider.System,
            Buffer = new DeliveryBufferOptions { Interval = TimeSpan.FromMilliseconds(100) },
            Files = closed,
        };
    }

    public void Dispose() => lake.Dispose();

    [Fact]
    public async Task A_folder_that_cannot_be_read_hides_no_other_and_is_reported_once()
    {
        Directory.CreateDirectory(lake.PathOf("raw/orders/closed"));
        await using var live = Start();

        await UntilAsync(live, () => closed.Looks >= 3);
        for (var i = 0; i < 5; i++) Drop($"z{i}/b");

        await UntilAsync(live, () => lake.Consumable("orderid").Count == 5);
        lock (failures) Assert.Contains("closed/", Assert.Single(failures).Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_command_has_listed_the_folder_the_lake_still_reports_what_it_meets_there()
    {
        await using var live = Start();
        using (var turn = await live.TakeTurnAsync(isAlone: true, Test.Token)) await turn.Lake.IngestAsync(null, Test.Token);

        Directory.CreateDirectory(lake.PathOf("raw/orders/closed"));

        await UntilAsync(live, () => { lock (failures) return failures.Count == 1; });
        Drop("open/a");
        await UntilAsync(live, () => lake.Consumable("orderid").Count == 1);
    }

    [Fact]
    public async Task What_is_erased_while_the_lake_runs_is_gone_and_the_rest_is_taken_once()
    {
        await using var live = Start();
        Drop("a", "gone", "stays");
        Drop("b", "gone");
        await UntilAsync(live, () => lake.Consumable("orderid").Count == 2 && lake.Stage("orderid").Count == 3);

        using (var turn = await live.TakeTurnAsync(isAlone: true, Test.Token))
        {
            var receipt = Assert.Single(await turn.Lake.EraseAsync(
                [new EraseRequest("orders", EraseCondition.Parse("OrderId = 'gone'"))], isDryRun: false, Test.Token));
            Assert.False(receipt.IsEmpty);
        }

        // Long enough for the lake to have listed everything again.
        Directory.CreateDirectory(lake.PathOf("raw/orders/closed"));
        var before = closed.Looks;
        Drop("c", "gone", "more");
        await UntilAsync(live, () => closed.Looks >= before + 2);
        await UntilAsync(live, () => lake.Consumable("orderid") is ["{'orderid': more}", "{'orderid': stays}"]);
        Assert.Equal(2, lake.Stage("orderid").Count);
        await live.DisposeAsync();
        lake.Configure = options => options;
        Assert.Empty((await lake.StatusAsync()).Differences);
    }

    [Fact]
    public async Task What_is_acknowledged_becomes_an_arrival_before_the_lake_is_used_alone()
    {
        await using var live = Start();
        live.Gather = _ =>
        {
            Drop("posted", "o1");
            return Task.CompletedTask;
        };

        using var turn = await live.TakeTurnAsync(isAlone: true, Test.Token);
        var report = await turn.Lake.IngestAsync(null, Test.Token);

        Assert.Equal(1, report.Found);
    }

    [Fact]
    public async Task A_lake_is_not_stopped_while_somebody_uses_it()
    {
        await using var live = Start();
        var turn = await live.TakeTurnAsync(isAlone: false, Test.Token);
        using var given = new CancellationTokenSource();

        var stopping = live.StopAsync(given.Token);
        await UntilAsync(() => live.Running.IsCompleted);
        Assert.False(stopping.IsCompleted);
        turn.Dispose();

        Assert.True(await stopping);
    }

    [Fact]
    public async Task Giving_up_waiting_for_who_uses_the_lake_is_said()
    {
        await using var live = Start();
        using var turn = await live.TakeTurnAsync(isAlone: false, Test.Token);

        Assert.False(await live.StopAsync(new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task A_clock_that_jumps_by_days_loses_and_doubles_nothing()
    {
        var time = new JumpingTime();
        var configure = lake.Configure;
        lake.Configure = options => configure(options) with { Time = time };
        await using (var live = Start())
        {
            var rows = 0;
            foreach (var days in new[] { 0, 1, -1, 3, -400, 400 })
            {
                time.Jump(TimeSpan.FromDays(days));
                Drop($"jump-{rows}");
                rows++;
                await UntilAsync(live, () => lake.Consumable("orderid").Count == rows);
            }

            Assert.True(await live.StopAsync(Test.Token));
        }

        lock (failures) Assert.Empty(failures);
        Assert.Empty((await lake.StatusAsync()).Differences);
        Assert.Equal(6, lake.Stage("orderid").Count);
    }

    private LiveLake Start() => LiveLake.Start(lake.Options(), Often, failure => { lock (failures) failures.Add(failure); });

    private void Drop(string name, params string[] ids) => lake.Drop(
        $"orders/{name}",
        string.Join('\n', (ids.Length > 0 ? ids : [name]).Select(id => Contracts.Order(id, "2026-11-20T08:00:00Z"))));

    private static Task UntilAsync(LiveLake live, Func<bool> condition) => UntilAsync(() =>
    {
        Assert.False(live.Running.IsFaulted, live.Running.Exception?.ToString());
        return condition();
    });

    private static async Task UntilAsync(Func<bool> condition) => Assert.True(await Poll.UntilAsync(condition, () => true));

    /// <summary>The machine's clock, set forward and back while its timers go on.</summary>
    private sealed class JumpingTime : TimeProvider
    {
        private long ticks;

        public void Jump(TimeSpan by) => Interlocked.Add(ref ticks, by.Ticks);

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref ticks));
    }
}
