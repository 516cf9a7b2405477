using System.Globalization;
using Datalake.Generator;
using Datalake.Embedded.Storage;

namespace Datalake.EndToEnd.Tests;

/// <summary>One writing process a lake; the others learn who has it.</summary>
public sealed class LockTests : IDisposable
{
    private readonly TestFolder folder = new();
    private readonly LakeFiles lake;

    public LockTests() => lake = new LakeFiles(folder["lake"]);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_second_process_is_refused_with_the_id_of_the_first()
    {
        using (LakeLock.Take(lake.Root))
        {
            foreach (var command in new[] { "ingest", "partition", "run" })
            {
                await using var second = LakeProcess.Start(lake.Arguments(command));
                Assert.Equal(3, await second.Exited);
                Assert.Contains(
                    $"is in use by process {Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}",
                    second.Errors.ToString(),
                    StringComparison.Ordinal
                );
            }
        }

        await using var free = LakeProcess.Start(lake.Arguments("ingest"));
        Assert.Equal(0, await free.Exited);
    }

    [Fact]
    public async Task A_process_that_is_killed_lets_go_of_the_lock()
    {
        GeneratedRaw.Write(lake, new CheckoutGeneratorOptions { Orders = 2000, RecordSize = 1500 });
        await using var first = LakeProcess.Start(lake.Arguments("ingest", "--workers", "1"));
        Assert.True(await Poll.UntilAsync(() => lake.Count("structured_json") >= 10, () => !first.HasExited), first.Errors.ToString());

        // Stopped, so that it does not end before it was looked at.
        first.Signal(TestProcess.Stop);

        var refused = Assert.Throws<LakeLockedException>(() => LakeLock.Take(lake.Root));
        Assert.Equal(first.Id.ToString(CultureInfo.InvariantCulture), refused.Holder);

        first.Kill();
        Assert.Equal(TestProcess.Killed, await first.Exited);
        LakeLock.Take(lake.Root).Dispose();
    }
}
