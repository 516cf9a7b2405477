using Datalake.Embedded.Tests.Checking;
using Datalake.Embedded.Tests.Simulation;
using static Datalake.Embedded.Tests.Rebuilding.RebuildLake;

namespace Datalake.Embedded.Tests.Rebuilding;

public sealed class RebuildCrashTests
{
    private sealed class CrashException : Exception;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cut_short_at_any_rename_link_or_deletion_the_table_is_the_old_or_the_new_one_and_the_lake_agrees_with_it(bool fromRaw)
    {
        var crashes = 0;
        for (var step = 1; ; step++)
        {
            using var lake = await FilledAsync();
            var old = lake.Consumable("*");
            lake.SetContract(Contract(", \"Value\": \"double\"", DropOld));
            var before = step;
            var files = new SimulatedDisk(Path.GetDirectoryName(lake.Root)!, canSyncAll: true);
            var isDown = false;
            files.Calling = call =>
            {
                if (call.Kind is DiskCallKind.Move or DiskCallKind.Link or DiskCallKind.DeleteFile or DiskCallKind.DeleteFolder) Fail();
            };
            var configure = lake.Configure;
            lake.Configure = options => options with { Files = files };
            try
            {
                if (fromRaw) await lake.RebuildFromRawAsync();
                else await lake.RebuildAsync();
            }
            catch (CrashException)
            {
                crashes++;
            }

            lake.Configure = configure;
            if (!isDown) break;
            await lake.Open().DisposeAsync();
            var isOld = lake.Consumable("*").SequenceEqual(old);
            Assert.Equal(fromRaw && !isOld ? 0 : 2, lake.Stage("_rescued").Count(row => row.Contains("Old", StringComparison.Ordinal)));
            Assert.True((await lake.StatusAsync()).IsConserved);
            if (fromRaw) await lake.RebuildFromRawAsync();
            else await lake.RebuildAsync();
            Assert.Equal(["{'orderid': a, 'value': 1.0}", "{'orderid': b, 'value': 2.0}"], lake.Consumable());
            Assert.True((await lake.VerifyAsync()).IsEqual);
            Assert.True((await lake.StatusAsync()).IsConserved);
            Assert.Empty(lake.Files("_state/rebuild"));

            void Fail()
            {
                if (--before <= 0) isDown = true;
                if (isDown) throw new CrashException();
            }
        }

        Assert.True(crashes > 5, $"{crashes} crashes");
    }

    private static async Task<TestLake> FilledAsync()
    {
        var lake = new TestLake(contracts: Contract(", \"Value\": \"bigint\""));
        lake.Drop("orders/1", Contracts.Order("a", "2026-11-18T10:00:00Z", 1, ",\"Old\":5"));
        await lake.RunAsync();
        lake.Drop("orders/2", Contracts.Order("b", "2026-11-19T10:00:00Z", 2, ",\"Old\":5"));
        await lake.RunAsync();
        return lake;
    }
}
