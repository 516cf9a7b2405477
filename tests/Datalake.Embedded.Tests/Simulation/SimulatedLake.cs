using System.Text;
using Datalake.Embedded.Engine;
using Datalake.Embedded.Erasing;
using Datalake.Embedded.Rebuilding;
using Datalake.Embedded.Tests.Checking;
using Datalake.Partitioning;

namespace Datalake.Embedded.Tests.Simulation;

/// <summary>A lake on a simulated disk. Each command opens it anew, as a process does.</summary>
internal sealed class SimulatedLake
{
    // A lake that lies still after a crash for longer than that needs somebody to run the hour again, which status says.
    private static readonly PartitionRequest All = new() { IncludeOpen = true, LookBack = TimeSpan.FromDays(1000) };

    private readonly Random random;

    public SimulatedLake(string root, string datasets, TestTime time, ExpectedLake expected, bool canSyncAll, Random random)
    {
        this.random = random;
        Root = root;
        Datasets = datasets;
        Time = time;
        Expected = expected;
        Directory.CreateDirectory(root);
        Disk = new SimulatedDisk(root, canSyncAll, time);
        Disk.Settle();
        Folder = new LakeOnDisk(root);
    }

    public string Root { get; }

    public string Datasets { get; }

    public TestTime Time { get; }

    public ExpectedLake Expected { get; }

    public SimulatedDisk Disk { get; }

    public LakeOnDisk Folder { get; }

    /// <summary>The command that was begun last.</summary>
    public LakeCommand Running { get; private set; }

    /// <summary>Puts new arrivals into <c>raw/</c>, durably.</summary>
    public void Drop(int arrivals)
    {
        for (; arrivals > 0; arrivals--)
        {
            var (key, text) = Expected.NewArrival(random);
            var path = Path.Combine(Root, "raw", key);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, Encoding.UTF8.GetBytes(text));
            File.SetLastWriteTimeUtc(path, Time.Now.UtcDateTime);
        }

        Disk.Settle();
    }

    /// <summary>Runs a command.</summary>
    /// <exception cref="EngineException">It did not do all that it was to do, and says why.</exception>
    public async Task RunAsync(LakeCommand command)
    {
        await using var lake = Open();
        await RunAsync(lake, command);
    }

    /// <summary>Runs a command that was cut short again, and brings all there is into the table.</summary>
    public async Task FinishAsync(LakeCommand command)
    {
        await using var lake = Open();
        foreach (var next in (LakeCommand[])[command, LakeCommand.Ingest, LakeCommand.Partition]) await RunAsync(lake, next);
    }

    private EmbeddedLake Open() => EmbeddedLake.Open(
        new LakeOptions
        {
            Root = Root,
            Datasets = Datasets,
            Time = Time,
            Workers = 1,
            Engine = new EngineOptions { Threads = 1 },
            Files = Disk,
        });

    private async Task RunAsync(EmbeddedLake lake, LakeCommand command)
    {
        Running = command;
        var orders = lake.Catalog.All.Single();
        switch (command)
        {
            case LakeCommand.Ingest:
                var report = await lake.IngestAsync(null, CancellationToken.None);
                if (report.Failures.Count > 0) throw new EngineException(report.Failures[0].Reason);
                Expected.AcknowledgeIngest();
                break;
            case LakeCommand.Partition:
                var outcomes = await lake.PartitionAsync(All, null, CancellationToken.None);
                var failed = outcomes.FirstOrDefault(outcome => outcome.Failure is not null);
                if (failed is not null) throw new EngineException(failed.Failure!);
                Expected.AcknowledgePartition();
                break;
            case LakeCommand.Compact:
                await lake.CompactAsync(orders, null, CancellationToken.None);
                break;
            case LakeCommand.Vacuum:
                await lake.VacuumAsync(orders, TimeSpan.FromDays(7), isDryRun: false, CancellationToken.None);
                break;
            case LakeCommand.Rebuild or LakeCommand.RebuildFromRaw:
                var from = new RebuildOptions { FromRaw = command == LakeCommand.RebuildFromRaw };
                await lake.RebuildAsync(orders, from, CancellationToken.None);
                break;
            case LakeCommand.Erase:
                if (Expected.BeginErase(random) is not { } order) break;
                var condition = EraseCondition.Parse($"OrderId = '{order}'");
                await lake.EraseAsync([new EraseRequest(orders.Name, condition)], isDryRun: false, CancellationToken.None);
                Expected.AcknowledgeErase();
                Folder.HasNothingOf(Expected.Erased);
                break;
        }
    }
}

/// <summary>The commands that write to a lake.</summary>
internal enum LakeCommand
{
    Ingest,
    Partition,
    Compact,
    Vacuum,
    Rebuild,
    RebuildFromRaw,
    Erase,
}
