using System.Globalization;
using Datalake.Storage;
using Datalake.Tables.Delta;
using Datalake.Tables.Delta.Commits;
using Datalake.Testing.Stores;

namespace Datalake.Tests.Tables.Delta.Commits;

public class CommitModelTests
{
    private const int Runs = 300;

    [Fact]
    public async Task Whatever_fails_between_two_writers_each_acknowledged_commit_is_in_the_table_once()
    {
        var seed = TestSeed.Next();
        await Task.Run(async () =>
        {
            for (var run = 0; run < Runs; run++)
            {
                try
                {
                    await new Simulation(unchecked(seed + run), faultOnce: null).RunAsync(writers: 2, operations: 12);
                }
                catch (Exception failure) when (failure is not OperationCanceledException)
                {
                    throw new InvalidOperationException($"The run with {TestSeed.Variable}={unchecked(seed + run)} fails: {failure.Message}", failure);
                }
            }
        }, Test.Token);
    }

    [Theory]
    [InlineData(StoreFault.Fails)]
    [InlineData(StoreFault.LosesAnswer)]
    [InlineData(StoreFault.RepeatsPut)]
    [InlineData(StoreFault.RefusesPut)]
    [InlineData(StoreFault.DiesBefore)]
    [InlineData(StoreFault.DiesAfter)]
    public async Task A_fault_at_any_single_call_leaves_a_table_that_ends_the_same(StoreFault fault) => await Task.Run(async () =>
    {
        var calls = await new Simulation(1, (-1, fault)).RunAsync(writers: 1, operations: 8);
        Assert.InRange(calls, 40, 1000);
        for (var call = 0; call < calls; call++) await new Simulation(1, (call, fault)).RunAsync(writers: 1, operations: 8);
    }, Test.Token);

    /// <summary>Programs that work on one table in turns that a seed decides, as their faults.</summary>
    private sealed class Simulation(int seed, (int Call, StoreFault Fault)? faultOnce)
    {
        private readonly Random random = new(seed);
        private readonly TestTable table = new();
        private readonly JsonCheckpointFormat checkpoints = new();
        private readonly List<(string Writer, TaskCompletionSource Turn)> waiting = [];
        private readonly HashSet<string> dead = new(StringComparer.Ordinal);
        private readonly List<(CommitResult.Committed Result, TableCommit Commit)> acknowledged = [];
        private string current = "";
        private int calls;
        private int incarnations;

        public async Task<int> RunAsync(int writers, int operations)
        {
            table.Store.Faults = Decide;
            var running = Enumerable.Range(0, writers)
                .Select(writer => WriteAsync(writer.ToString(CultureInfo.InvariantCulture), new Random(random.Next()), operations))
                .ToList();
            while (waiting.Count > 0)
            {
                var next = waiting[random.Next(waiting.Count)];
                waiting.Remove(next);
                current = next.Writer;
                next.Turn.SetResult();
            }

            Assert.All(running, writer => Assert.True(writer.IsCompleted));
            await Task.WhenAll(running);
            table.Store.Faults = null;
            await CheckAsync(writers * operations);
            return calls;
        }

        private async Task WriteAsync(string writer, Random choices, int operations)
        {
            for (var operation = 0; operation < operations; operation++)
            {
                var (kind, path) = (choices.Next(4), $"{writer}-{operation}");
                while (!await TryAsync(writer, kind, path, operation, choices))
                {
                }
            }
        }

        /// <summary>One life of a program, which does one operation.</summary>
        /// <returns>False when it has to begin again.</returns>
        private async Task<bool> TryAsync(string writer, int kind, string path, int operation, Random choices)
        {
            var life = $"{writer}.{incarnations++}";
            var store = new TurnStore(table.Store, () => TurnAsync(life), () => dead.Contains(life));
            Guid NewId() => new(choices.Next(), 0, 0, BitConverter.GetBytes(choices.NextInt64()));
            var program = new DeltaTable(store, TestTable.Folder, checkpoints, table.Time, NewId);
            try
            {
                var read = await program.OpenAsync(CancellationToken.None);
                if (read is not null && (read.Find(path) is not null || read.Tombstones.Any(file => file.Path == path))) return true;
                var commit = Choose(kind, path, operation, writer, read, choices);
                var result = await program.CommitAsync(read, commit, CancellationToken.None);
                if (dead.Contains(life)) return false;
                if (result is CommitResult.Committed committed) acknowledged.Add((committed, commit));
                return result is not CommitResult.Conflict;
            }
            catch (Exception failure) when (failure is ProgramDiedException or ObjectStoreException)
            {
                return false;
            }
        }

        private static TableCommit Choose(int kind, string path, int operation, string writer, Snapshot? read, Random choices)
        {
            if (read is null)
            {
                return new TableCommit
                {
                    Operation = "CREATE TABLE", Metadata = TestTable.Columns(("delta.checkpointInterval", "3")), Adds = [TestTable.File(path)],
                };
            }

            var append = TestTable.Append(path);
            if (kind == 1) return append with { Transaction = new AppTransaction(writer, operation) };
            if (kind == 0 || read.Files.Count < 3) return append;
            return append with { Operation = "REPLACE", Removes = [read.Files[choices.Next(read.Files.Count)]], DataChange = kind == 2 };
        }

        private StoreFault Decide(StoreCall call)
        {
            var fault = StoreFault.None;
            if (faultOnce is { } once) fault = calls == once.Call ? once.Fault : StoreFault.None;
            else if (random.Next(12) == 0) fault = (StoreFault)random.Next(1, 7);
            calls++;
            if (fault is StoreFault.RefusesPut && table.Store.Keys.Contains(call.Key, StringComparer.Ordinal)) fault = StoreFault.None;
            if (fault is StoreFault.DiesBefore or StoreFault.DiesAfter) dead.Add(current);
            table.Time.Advance(TimeSpan.FromSeconds(1));
            return fault;
        }

        private async Task TurnAsync(string life)
        {
            var turn = new TaskCompletionSource();
            waiting.Add((life, turn));
            await turn.Task;
            current = life;
        }

        private async Task CheckAsync(int operations)
        {
            var model = new LogModel(table.Store);
            foreach (var (result, commit) in acknowledged)
            {
                model.Has(result.Snapshot.Version, commit.Adds.Select(file => file.Path), commit.Removes.Select(file => file.Path));
                model.IsRead(result.Snapshot);
            }

            Assert.Equal(operations, model.Versions.Count);
            var (plain, checkpointed) = (table.Open(), table.Open(checkpoints));
            for (var version = 0; version < model.Versions.Count; version++)
            {
                model.IsRead(await plain.OpenAtAsync(version, CancellationToken.None));
                var old = await checkpointed.OpenAtAsync(version, CancellationToken.None);
                model.IsRead(old);
                model.IsRead((await checkpointed.RefreshAsync(old, CancellationToken.None))!);
            }

            var last = (await checkpointed.OpenAsync(CancellationToken.None))!;
            var lastPlain = (await plain.OpenAsync(CancellationToken.None))!;
            Assert.Equal(model.Versions.Count - 1, last.Version);
            Assert.Equal(
                lastPlain.Tombstones.Select(file => file.Path).Order(StringComparer.Ordinal),
                last.Tombstones.Select(file => file.Path).Order(StringComparer.Ordinal));
            Assert.Equal(lastPlain.Transactions, last.Transactions);
        }
    }
}
