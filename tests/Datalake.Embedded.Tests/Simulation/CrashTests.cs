using System.Collections.Concurrent;
using Datalake.Embedded.Tests.Checking;

namespace Datalake.Embedded.Tests.Simulation;

/// <summary>A crash at each call of a fixed run that changes the disk.</summary>
public sealed class CrashTests : IDisposable
{
    // One of so many disks is taken in a short run.
    private const int OneOf = 9;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(12);

    private readonly TestFolder folder = new(inMemory: true);

    public CrashTests() => folder.Write("datasets/orders/dataset.json", Contracts.Orders);

    public void Dispose() => folder.Dispose();

    /// <summary>
    /// At each call: what a kill leaves, what is certain after a power failure, and something that is possible after one. A long run, as
    /// <see cref="SeedRun.Variable"/> asks for, takes all of these; else the seed chooses some.
    /// </summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_a_crash_at_any_call_a_lake_has_what_it_acknowledged_and_comes_to_the_same_end(bool canSyncAll)
    {
        var random = new Random(TestSeed.Next());
        var time = new TestTime("2026-11-20T09:30:00Z");
        var lake = new SimulatedLake(folder["lake"], folder["datasets"], time, new ExpectedLake(), canSyncAll, random);
        var crashes = new List<Crash>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var calls = 0;
        lake.Disk.Calling = call =>
        {
            if (!call.Changes) return;
            calls++;
            var kind = random.Next(OneOf);
            if (SeedRun.IsLong || kind == 0) Add("after a kill", lake.Disk.ImageAfterKill());
            if (SeedRun.IsLong || kind == 1) Add("of what was synced", lake.Disk.ImageOfSynced());
            if (SeedRun.IsLong || kind == 2) Add("after a power failure", lake.Disk.ImageAfterPowerFailure(random));

            void Add(string kind, DiskImage image)
            {
                if (!seen.Add(image.Digest())) return;
                crashes.Add(new Crash(call, calls, kind, image, lake.Running, lake.Expected.Fork(), time.Now));
            }
        };
        await RunAsync(lake);

        Assert.InRange(calls, 100, 5000);
        Assert.InRange(crashes.Count, 20, 5000);
        var shuffled = crashes.ToArray();
        random.Shuffle(shuffled);
        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = Test.Token };
        var failures = new ConcurrentBag<string>();
        var begun = TimeProvider.System.GetTimestamp();
        var recovered = 0;
        await Parallel.ForAsync(0, shuffled.Length, options, async (number, _) =>
        {
            if (failures.Count >= 10 || (!SeedRun.IsLong && TimeProvider.System.GetElapsedTime(begun) > Limit)) return;
            if (await RecoverAsync(shuffled[number], number, canSyncAll) is { } failure) failures.Add(failure);
            Interlocked.Increment(ref recovered);
        });
        TestContext.Current.TestOutputHelper?.WriteLine($"{calls} calls, {shuffled.Length} different disks, {recovered} recovered");
        Assert.True(failures.IsEmpty, string.Join('\n', failures));
    }

    private static async Task RunAsync(SimulatedLake lake)
    {
        lake.Drop(2);
        await lake.RunAsync(LakeCommand.Ingest);
        await lake.RunAsync(LakeCommand.Partition);
        lake.Time.Advance(TimeSpan.FromHours(1));
        lake.Drop(2);
        await lake.RunAsync(LakeCommand.Ingest);
        await lake.RunAsync(LakeCommand.Partition);
        await lake.RunAsync(LakeCommand.Compact);
        lake.Time.Advance(TimeSpan.FromDays(8));
        await lake.RunAsync(LakeCommand.Vacuum);
        lake.Drop(1);
        await lake.RunAsync(LakeCommand.Ingest);
        await lake.RunAsync(LakeCommand.Erase);
        await lake.RunAsync(LakeCommand.RebuildFromRaw);
        await lake.FinishAsync(LakeCommand.Compact);
        lake.Folder.IsComplete(lake.Expected);
    }

    /// <returns>What is wrong; null when nothing is.</returns>
    private async Task<string?> RecoverAsync(Crash crash, int number, bool canSyncAll)
    {
        var root = folder[$"crash-{number}"];
        try
        {
            crash.Image.Restore(root);
            new LakeOnDisk(root).HasAcknowledged(crash.Expected);
            var time = new TestTime("2026-11-20T09:30:00Z") { Now = crash.Now };
            var lake = new SimulatedLake(root, folder["datasets"], time, crash.Expected, canSyncAll, new Random(number));
            await lake.FinishAsync(crash.Running);
            lake.Folder.IsComplete(crash.Expected);
            lake.Folder.HasNothingOf(crash.Expected.Erased);
            Directory.Delete(root, recursive: true);
            return null;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            var path = Path.GetRelativePath(folder["lake"], crash.Call.Path);
            return $"After a crash before call {crash.Number} ({crash.Call.Kind} {path}), image {crash.Kind}: {failure}";
        }
    }

    private sealed record Crash(
        DiskCall Call, int Number, string Kind, DiskImage Image, LakeCommand Running, ExpectedLake Expected, DateTimeOffset Now);
}
