using System.Globalization;
using Datalake.Embedded.Checkpoints;
using Datalake.Embedded.Engine;
using Datalake.Embedded.Storage;
using Datalake.Embedded.Tests.Checking;
using Datalake.Storage;
using Datalake.Tables.Delta;

namespace Datalake.Embedded.Tests.Simulation;

/// <summary>
/// A lake that is used for a while: arrivals come, commands run, time passes. A seed decides which, and where the disk fails, is full, or
/// the program stops and goes on from what the disk then holds.
/// </summary>
/// <param name="folder">A folder for its disks.</param>
/// <param name="datasets">The folder of the contracts.</param>
/// <param name="seed">The seed.</param>
internal sealed class LakeSimulation(string folder, string datasets, int seed)
{
    private const int Commands = 8;

    private readonly Random random = new(seed);
    private readonly TestTime time = new("2026-11-20T09:30:00Z");
    private SimulatedLake lake = null!;
    private DiskFaults faults = null!;
    private int disks;

    /// <summary>How many crashes there were.</summary>
    public int Crashes => disks - 1;

    /// <summary>Runs it and checks everything.</summary>
    public async Task RunAsync()
    {
        var canSyncAll = random.Next(2) == 0;
        Insert(null, canSyncAll);
        for (var number = 0; number < Commands; number++)
        {
            lake.Drop(random.Next(3));
            time.Advance(random.Next(4) == 0 ? TimeSpan.FromDays(8) : TimeSpan.FromMinutes(random.Next(60)));
            var command = random.Next(12) switch
            {
                < 4 => LakeCommand.Ingest,
                < 7 => LakeCommand.Partition,
                7 => LakeCommand.Compact,
                8 => LakeCommand.Vacuum,
                9 => LakeCommand.Rebuild,
                10 => LakeCommand.RebuildFromRaw,
                _ => LakeCommand.Erase,
            };
            faults.Plan();
            await TryAsync(command, canSyncAll);
            lake.Folder.HasAcknowledged(lake.Expected);
        }

        faults.Stop();
        foreach (var command in Enum.GetValues<LakeCommand>()) await lake.RunAsync(command);
        lake.Folder.IsComplete(lake.Expected);
        lake.Folder.HasNothingOf(lake.Expected.Erased);
        Directory.Delete(lake.Root, recursive: true);
    }

    private async Task TryAsync(LakeCommand command, bool canSyncAll)
    {
        try
        {
            await lake.RunAsync(command);

            // It stopped in work that a command does without being asked.
            if (faults.Image is { } image) Insert(image, canSyncAll);
        }
        catch (Exception stopped) when (faults.Image is not null && IsOrComesOf(stopped))
        {
            Insert(faults.Image, canSyncAll);
        }
        catch (Exception failure) when (failure is ObjectStoreException or EngineException or DeltaTableException)
        {
            // It says what failed and why, and what it had not done is done by the next command.
            Assert.True(faults.Failed > 0, $"Nothing failed, and the command did: {failure}");
            Assert.Matches("No space left on device|Input/output error", failure.Message);
        }
    }

    /// <summary>Goes on with a new disk.</summary>
    private void Insert(DiskImage? image, bool canSyncAll)
    {
        var old = lake?.Root;
        var root = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{seed}-{disks++}"));
        image?.Restore(root);
        lake = new SimulatedLake(root, datasets, time, lake?.Expected ?? new ExpectedLake(), canSyncAll, random);
        faults = new DiskFaults(random, lake.Disk);
        lake.Disk.Calling = call =>
        {
            faults.Decide(call);
            if (call.Changes && random.Next(60) == 0) Read();
        };
        if (old is not null) Directory.Delete(old, recursive: true);
        lake.Folder.HasAcknowledged(lake.Expected);
    }

    /// <summary>A reader beside the command sees a version of the table, whole, with all that was acknowledged.</summary>
    private void Read()
    {
        lake.Folder.HasAcknowledged(lake.Expected);
        var table = new DeltaTable(
            new FileObjectStore(lake.Root, syncsWriters: false), "consumable_tables/orders/", ParquetCheckpointFormat.Instance, time);
        var snapshot = table.OpenAsync(CancellationToken.None).GetAwaiter().GetResult();
        Assert.Equal(lake.Folder.Version, snapshot?.Version ?? -1);
        Assert.All(snapshot?.Files ?? [], file => Assert.True(File.Exists(Path.Combine(lake.Root, table.KeyOf(file))), file.Path));
    }

    private static bool IsOrComesOf(Exception? failure) =>
        failure is PowerFailureException
        || (failure is AggregateException several && several.InnerExceptions.Any(IsOrComesOf))
        || (failure is not null && IsOrComesOf(failure.InnerException));
}
