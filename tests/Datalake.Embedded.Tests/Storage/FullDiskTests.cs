using Datalake.Embedded.Storage;
using Datalake.Embedded.Tests.Checking;
using Datalake.Storage;

namespace Datalake.Embedded.Tests.Storage;

public sealed class FullDiskTests
{
    private static readonly byte[] Large = new byte[300_000];

    private readonly Random random = new(1);

    [Fact]
    public async Task A_full_disk_is_told_and_leaves_what_was_there()
    {
        using var disk = SmallDisk.Mount("1m");
        var store = new FileObjectStore(Path.Combine(disk.Path, "store"), syncsWriters: true);
        await store.PutAsync("k", "old"u8.ToArray(), PutMode.Replace, Test.Token);
        disk.Fill(free: 20_000);

        Told(
            "write k",
            await Assert.ThrowsAsync<ObjectStoreException>(async () => await store.PutAsync("k", Large, PutMode.Replace, Test.Token))
        );
        var writer = await store.CreateAsync("k", Test.Token);
        Told("write k", await Assert.ThrowsAsync<ObjectStoreException>(async () => await writer.WriteAsync(Large, Test.Token)));
        await writer.DisposeAsync();

        await using var content = await store.OpenAsync("k", Test.Token);
        Assert.Equal(3, content!.Info.Length);
        Assert.Equal(["k"], Directory.EnumerateFiles(store.Root).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_read_only_disk_is_told()
    {
        using var disk = SmallDisk.Mount("1m");
        var store = new FileObjectStore(Path.Combine(disk.Path, "store"), syncsWriters: true);
        await store.PutAsync("k", "old"u8.ToArray(), PutMode.Replace, Test.Token);
        disk.MakeReadOnly();

        Told(
            "write k",
            await Assert.ThrowsAsync<ObjectStoreException>(async () => await store.PutAsync("k", Large, PutMode.Replace, Test.Token))
        );
        Told("write n/k", await Assert.ThrowsAsync<ObjectStoreException>(async () => await store.CreateAsync("n/k", Test.Token)));
        Told("delete k", await Assert.ThrowsAsync<ObjectStoreException>(async () => await store.DeleteAsync("k", Test.Token)));
        Assert.Throws<ObjectStoreException>(() => new FileObjectStore(Path.Combine(disk.Path, "other"), syncsWriters: true));
        Assert.NotNull(await store.FindAsync("k", Test.Token));
    }

    [Fact]
    public async Task A_lake_on_a_read_only_disk_says_that_and_not_that_it_is_locked()
    {
        using var disk = SmallDisk.Mount("1m");
        using var lake = new TestLake(Path.Combine(disk.Path, "lake"));
        await lake.IngestAsync();
        disk.MakeReadOnly();

        var failure = Assert.Throws<ObjectStoreException>(() => lake.Open());

        Assert.Contains("Read-only file system", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lake_on_a_full_disk_stops_and_goes_on_when_there_is_room()
    {
        using var disk = SmallDisk.Mount("24m");
        using var lake = new TestLake(Path.Combine(disk.Path, "lake"));
        for (var i = 0; i < 40; i++)
            lake.Drop(
                $"orders/{i:d3}",
                Contracts.Order($"{i}", $"2026-11-{18 + i % 2}T10:00:00Z", i, $$""","Status":"{{Convert.ToHexString(Noise(10_000))}}" """)
            );
        disk.Fill(free: 400_000);

        var failure = await Assert.ThrowsAnyAsync<Exception>(lake.IngestAsync);
        Assert.True(failure is ObjectStoreException or Datalake.Embedded.Engine.EngineException, failure.ToString());
        Assert.Empty(lake.StageFiles());

        disk.Free();
        Assert.Equal(40, (await lake.IngestAsync()).Delivered);
        Assert.Equal(40, lake.Stage().Count);
        disk.Fill(free: 20_000);
        var outcome = Assert.Single(await lake.PartitionAsync());
        Assert.Contains("space", outcome.Failure, StringComparison.OrdinalIgnoreCase);
        disk.Free();
        Assert.Null(Assert.Single(await lake.PartitionAsync()).Failure);
        Assert.Equal(lake.Stage(), lake.Consumable());
    }

    private byte[] Noise(int bytes)
    {
        var noise = new byte[bytes];
        random.NextBytes(noise);
        return noise;
    }

    private static void Told(string what, ObjectStoreException failure)
    {
        Assert.StartsWith($"Cannot {what}: ", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Check that the disk has room and that the folder may be written.", failure.Message, StringComparison.Ordinal);
        Assert.NotNull(failure.InnerException);
    }
}
