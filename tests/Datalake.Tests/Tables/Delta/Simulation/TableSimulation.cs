using System.Globalization;
using Datalake.Storage;
using Datalake.Tables.Delta;
using Datalake.Testing.Stores;
using Microsoft.Extensions.Time.Testing;

namespace Datalake.Tests.Tables.Delta.Simulation;

/// <summary>
/// Programs that work on one table in memory. A seed decides whose call is next, what goes wrong with it, how clocks err and when hours
/// pass; all of it runs on one thread, so a seed gives the same run each time.
/// </summary>
/// <param name="seed">The seed.</param>
/// <param name="only">The only fault, at a call of which the number is given; null for what the seed decides.</param>
internal sealed class TableSimulation(int seed, (int Call, StoreFault Fault)? only = null)
{
    private const int MaximumCalls = 20_000;

    private readonly Random random = new(seed);
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.Zero));
    private readonly JsonCheckpointFormat checkpoints = new();
    private readonly List<(Life Life, TaskCompletionSource Turn)> waiting = [];
    private readonly HashSet<Life> alive = [];
    private SimulationSettings settings = null!;
    private MemoryObjectStore store = null!;
    private TableOracle oracle = null!;
    private int[][] hours = [];
    private Life? current;
    private int calls;

    /// <summary>Runs it and checks everything.</summary>
    /// <param name="programs">How many programs work at a time.</param>
    /// <param name="operations">How many operations each does.</param>
    /// <returns>The number of calls.</returns>
    public async Task<int> RunAsync(int programs, int operations)
    {
        settings = SimulationSettings.Of(random);
        store = new MemoryObjectStore(time) { Faults = Decide };
        oracle = new TableOracle(store, time, settings);
        hours = [.. Enumerable.Range(0, operations).Select(_ => NewHour(rows: 4 * operations))];
        var running = Enumerable.Range(0, programs)
            .Select(program => WorkAsync(program.ToString(CultureInfo.InvariantCulture), new Random(random.Next()), operations))
            .ToList();
        while (waiting.Count > 0)
        {
            if (store.HasLate && random.Next(6) == 0) store.DeliverOne(random);
            if (random.Next(8) == 0) PassTime();
            var next = waiting[random.Next(waiting.Count)];
            waiting.Remove(next);
            current = next.Life;
            next.Turn.SetResult();
        }

        await Task.WhenAll(running);
        while (store.HasLate) store.DeliverOne(random);
        store.Faults = _ =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return StoreFault.None;
        };
        await CheckAsync();
        return calls;
    }

    private async Task WorkAsync(string program, Random choices, int operations)
    {
        Snapshot? held = null;
        for (var number = 0; number < operations; number++)
        {
            var kind = choices.Next(10);
            var hour = hours[choices.Next(hours.Length)];
            while (!await TryAsync())
            {
            }

            async Task<bool> TryAsync()
            {
                var life = new Life(time.GetUtcNow());
                alive.Add(life);
                var skew = SimulationSettings.ClockError * ((choices.NextDouble() * 2) - 1);
                var mine = new TurnStore(store, () => TurnAsync(life), () => life.IsDead);
                var table = new DeltaTable(mine, TestTable.Folder, checkpoints, new SkewedTime(time, skew), () => NewId(choices));
                var does = new TableProgram(table, mine, oracle, settings, choices, () => life.IsDead);
                try
                {
                    switch (kind)
                    {
                        case < 4:
                            return await does.InsertAsync(hour);
                        case 4:
                            return await does.AppendAsync(program, number);
                        case 5:
                            return await does.CompactAsync();
                        case 6:
                            return await does.RebuildAsync();
                        case 7:
                            return await does.VacuumAsync();
                        default:
                            (var isDone, held) = await does.ReadAsync(held);
                            return isDone;
                    }
                }
                catch (Exception failure) when (failure is ProgramDiedException or ObjectStoreException)
                {
                    return false;
                }
                finally
                {
                    alive.Remove(life);
                }
            }
        }
    }

    private StoreFault Decide(StoreCall call)
    {
        var number = calls++;
        Assert.True(number < MaximumCalls, "The programs come to no end though faults have stopped.");
        time.Advance(TimeSpan.FromSeconds(1));
        var fault = StoreFault.None;
        if (only is { } once) fault = number == once.Call ? once.Fault : StoreFault.None;
        else if (settings.FaultEvery > 0 && number < settings.FaultyCalls && random.Next(settings.FaultEvery) == 0)
            fault = (StoreFault)random.Next(1, (int)StoreFault.DiesAfter + 1);

        // Only a conditional put is refused; files of rows are put in any case.
        if (fault is StoreFault.RefusesPut && (store.Has(call.Key) || !call.Key.StartsWith(TestTable.Log, StringComparison.Ordinal)))
            fault = StoreFault.None;
        if (fault is StoreFault.DiesBefore or StoreFault.DiesAfter) current!.IsDead = true;
        return fault;
    }

    /// <summary>Hours go by, but not so many that what is under way outlives what retention gives it.</summary>
    private void PassTime()
    {
        if (store.HasLate) return;
        var shortest = settings.LogRetention < settings.FileRetention ? settings.LogRetention : settings.FileRetention;
        var oldest = alive.Count > 0 ? alive.Min(life => life.Begun) : time.GetUtcNow();
        var room = (shortest / 2) - (time.GetUtcNow() - oldest);
        if (room > TimeSpan.Zero) time.Advance(room * random.NextDouble());
    }

    private async Task TurnAsync(Life life)
    {
        var turn = new TaskCompletionSource();
        waiting.Add((life, turn));
        await turn.Task;
        current = life;
    }

    /// <summary>Another run of each hour that is done finds nothing to do, and what must be readable is read.</summary>
    private async Task CheckAsync()
    {
        if (oracle.Newest < 0) return;
        var table = new DeltaTable(store, TestTable.Folder, checkpoints, time, () => NewId(random));
        var program = new TableProgram(table, store, oracle, settings, random, () => false);
        foreach (var hour in hours.Where(hour => hour.All(row => oracle.IsAcknowledged(TableProgram.RowOf(row)))))
        {
            var newest = oracle.Newest;
            Assert.True(await program.InsertAsync(hour));
            Assert.Equal(newest, oracle.Newest);
        }

        await program.ReadAsync(null);
        for (var looks = 0; looks < 3; looks++)
        {
            var version = random.Next(oracle.Newest + 1);
            if (store.Has(TestTable.EntryKey(0)))
                oracle.IsRead(await new DeltaTable(store, TestTable.Folder, null, time).OpenAtAsync(version, default));
            if (!oracle.WasNewestWithin(version, settings.LogRetention)) continue;
            var old = await table.OpenAtAsync(version, default);
            oracle.IsRead(old);
            oracle.IsRead((await table.RefreshAsync(old, default))!);
        }

        var history = await table.HistoryAsync(default).Select(version => version.Version).ToListAsync();
        Assert.Equal(Enumerable.Range(0, history.Count).Select(back => (long)oracle.Newest - back), history);
    }

    // Some rows come in several hours.
    private int[] NewHour(int rows) => [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Next(rows)).Distinct()];

    private static Guid NewId(Random random) => new(random.Next(), 0, 0, BitConverter.GetBytes(random.NextInt64()));

    private sealed class Life(DateTimeOffset begun)
    {
        public DateTimeOffset Begun => begun;

        public bool IsDead { get; set; }
    }
}
