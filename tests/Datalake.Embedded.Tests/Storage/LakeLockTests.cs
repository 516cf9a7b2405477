using System.Globalization;
using Datalake.Embedded.Storage;
using Datalake.Embedded.Tests.Checking;

namespace Datalake.Embedded.Tests.Storage;

public sealed class LakeLockTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_second_lock_is_refused_and_names_the_holder()
    {
        using (LakeLock.Take(folder.Path))
        {
            var refused = Assert.Throws<LakeLockedException>(() => LakeLock.Take(folder.Path));
            Assert.Equal(Environment.ProcessId.ToString(CultureInfo.InvariantCulture), refused.Holder);
        }

        LakeLock.Take(folder.Path).Dispose();
    }

    [Fact]
    public void A_lock_file_without_a_holder_is_no_lock()
    {
        folder.Write("_state/lock", "");
        folder.Write("_state/lock.pid", "424242424242");
        LakeLock.Take(folder.Path).Dispose();
    }

    [Fact]
    public void Opening_a_locked_lake_changes_nothing_in_it()
    {
        using var lake = new TestLake();
        Directory.CreateDirectory(lake.PathOf("_state/pending"));
        File.WriteAllText(lake.PathOf("_state/pending/orders~x~1.ndjson"), "another process writes this");
        using var held = LakeLock.Take(lake.Root);

        Assert.Throws<LakeLockedException>(() => lake.Open());

        Assert.Equal(["_state/lock", "_state/lock.pid", "_state/pending/orders~x~1.ndjson"], lake.Files("_state"));
    }
}
