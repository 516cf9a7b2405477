using System.Text.Json;
using Datalake.Embedded.Delivery;
using Datalake.Embedded.Storage;
using Datalake.Embedded.Tests.Checking;
using Datalake.Embedded.Tests.Simulation;
using Datalake.Storage;

namespace Datalake.Embedded.Tests.Storage;

/// <summary>
/// What a power failure leaves at each point that counts: nothing is recorded as done before all that it stands for is durable.
/// </summary>
public sealed class DurabilityTests : IDisposable
{
    private readonly TestLake lake = new();
    private readonly List<string> early = [];
    private int looked;

    public void Dispose() => lake.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task All_that_a_commit_names_is_durable_before_the_commit_is_there(bool canSyncAll)
    {
        var files = Record(canSyncAll);
        files.Calling = WhenRenaming((from, to) =>
        {
            if (!to.StartsWith(lake.PathOf("_state/commits/"), StringComparison.Ordinal)) return;
            Check(files.HasDurableContent(from), to);
            var lines = File.ReadAllLines(from);
            var head = JsonSerializer.Deserialize(lines[0], CommitJson.Default.CommitHead)!;
            foreach (var file in head.Files) Check(files.Survives(lake.PathOf($"_state/pending/{file.Pending}")), file.Pending);
            foreach (var entry in lines.Skip(1).Select(line => JsonSerializer.Deserialize(line, CommitJson.Default.CommitEntry)!))
            {
                if (entry.Delivered > 0) Check(files.Survives(lake.PathOf(LakeKeys.Structured("orders", entry.Key))), entry.Key);
                if (entry.Quarantined > 0)
                    Check(
                        lake.Files("quarantine").Count > 0 && lake.Files("quarantine").TrueForAll(key => files.Survives(lake.PathOf(key))),
                        "quarantine"
                    );
            }
        });

        for (var run = 0; run < 2; run++)
        {
            lake.Drop($"orders/a/b/{run}", Contracts.Order("1", "2026-11-19T10:00:00Z") + "\n[1]\n");
            lake.Drop($"orders/c{run}", Contracts.Order("2", "2026-11-19T10:00:00Z"));
            Assert.Equal((2, 1), await lake.IngestAsync() is var report ? (report.Delivered, report.Quarantined) : default);
            lake.Time.Advance(TimeSpan.FromHours(1));
        }

        Assert.Empty(early);
        Assert.Equal(2 * 5, looked);
        AssertSurvive(files, "_state/commits", 2);
        AssertSurvive(files, "stage", 2);
        AssertSurvive(files, "structured_json", 4);
        AssertSurvive(files, "quarantine", 2);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_recovery_puts_in_place_is_durable(bool canSyncAll)
    {
        lake.Drop("orders/1", Contracts.Order("1", "2026-11-19T10:00:00Z"));
        await lake.IngestAsync();
        var stage = Assert.Single(lake.StageFiles());
        var commit = Assert.Single(lake.Files("_state/commits"));
        var pending = JsonSerializer
            .Deserialize((await File.ReadAllLinesAsync(lake.PathOf(commit), Test.Token))[0], CommitJson.Default.CommitHead)!
            .Files[0]
            .Pending;
        File.Move(lake.PathOf(stage), lake.PathOf($"_state/pending/{pending}"));
        Directory.Delete(lake.PathOf("stage"), recursive: true);
        var files = Record(canSyncAll);
        files.Calling = call =>
        {
            if (call.Kind == DiskCallKind.Link) Check(files.HasDurableName(lake.PathOf(commit)), commit);
            if (call.Kind == DiskCallKind.DeleteFile && call.Path == lake.PathOf($"_state/pending/{pending}"))
                Check(files.HasDurableName(lake.PathOf(stage)), stage);
        };

        await lake.Open().DisposeAsync();

        Assert.Empty(early);
        Assert.Equal(2, looked);
        Assert.True(files.HasDurableName(lake.PathOf(stage)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_that_was_published_is_not_pending_again_after_a_power_failure(bool canSyncAll)
    {
        lake.Drop("orders/1", Contracts.Order("1", "2026-11-19T10:00:00Z"));
        var files = Record(canSyncAll);
        await lake.IngestAsync();

        using var after = new TestFolder();
        files.ImageOfSynced().Restore(after.Path);

        Assert.Single(Directory.GetFiles(after["stage"], "*.parquet", SearchOption.AllDirectories));
        Assert.Empty(Directory.GetFiles(after["_state/pending"], "*.parquet"));
    }

    [Fact]
    public async Task A_pending_file_that_its_commit_does_not_name_is_deleted_when_the_lake_is_opened()
    {
        lake.Drop("orders/1", Contracts.Order("1", "2026-11-19T10:00:00Z"));
        await lake.IngestAsync();
        var commit = Path.GetFileNameWithoutExtension(Assert.Single(lake.Files("_state/commits")));
        await File.WriteAllTextAsync(lake.PathOf($"_state/pending/orders~{commit}~other.parquet"), "", Test.Token);

        await lake.Open().DisposeAsync();

        Assert.Empty(lake.Files("_state/pending"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_files_of_an_hour_are_durable_before_the_log_names_them_and_the_log_before_the_marker(bool canSyncAll)
    {
        var files = Record(canSyncAll);
        var marker = lake.PathOf(LakeKeys.CompletionMarker("orders", TestLake.Hour("2026112009")));
        files.Calling = WhenRenaming((from, to) =>
        {
            var isEntry = to.StartsWith(lake.PathOf("consumable_tables/orders/_delta_log/"), StringComparison.Ordinal);
            if (!isEntry && to != marker) return;
            Check(files.HasDurableContent(from), to);
            var before = lake.Files("consumable_tables/orders").Where(file => file.EndsWith(isEntry ? ".parquet" : ".json", StringComparison.Ordinal));
            Check(before.Any() && before.All(key => files.Survives(lake.PathOf(key))), isEntry ? "consumable_tables" : "_delta_log");
        });

        for (var run = 0; run < 2; run++)
        {
            lake.Drop(
                $"orders/{run}",
                Contracts.Order("1", "2026-11-18T10:00:00Z", run) + "\n" + Contracts.Order("2", "2026-11-19T10:00:00Z", run)
            );
            await lake.IngestAsync();
            Assert.Null(Assert.Single(await lake.PartitionAsync()).Failure);
            Assert.True(files.Survives(marker));
        }

        Assert.Empty(early);
        Assert.Equal(2 * (2 + 2), looked);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_discard_is_recorded_durably_before_its_entries_are_deleted(bool canSyncAll)
    {
        lake.Drop("orders/1", Contracts.Order("1", "2026-11-19T10:00:00Z") + "\n[1]\n");
        await lake.IngestAsync();
        var files = Record(canSyncAll);
        files.Calling = call =>
        {
            if (call.Kind == DiskCallKind.Move) Check(files.HasDurableContent(call.Path), call.Path);
            if (call.Kind != DiskCallKind.DeleteFile) return;
            Check(
                lake.Files("_state/discarded").Count > 0
                    && lake.Files("_state/discarded").TrueForAll(key => files.Survives(lake.PathOf(key))),
                call.Path
            );
        };

        await using (var open = lake.Open()) Assert.Equal(1, (await open.DiscardAsync(_ => true, Test.Token)).Discarded);

        Assert.Empty(early);
        Assert.Equal(2, looked);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, false)]
    public async Task An_object_survives_once_it_is_put_and_a_deleted_one_does_not_come_back(bool canSyncAll, bool syncsWriters)
    {
        using var folder = new TestFolder();
        var files = new SimulatedDisk(folder.Path, canSyncAll);
        files.Calling = WhenRenaming((from, to) => Check(files.HasDurableContent(from), to));
        SyncedFolders.CreateRoot(folder["new/store"], files);
        var store = new FileObjectStore(folder["new/store"], syncsWriters, null, files);
        foreach (var key in (string[])["a", "b/c/d", "b/c/e"])
        {
            Assert.True(await store.PutAsync(key, "1"u8.ToArray(), PutMode.IfAbsent, Test.Token));
            Assert.True(files.Survives(store.PathOf(key)));
            Assert.True(await store.PutAsync(key, "2"u8.ToArray(), PutMode.Replace, Test.Token));
            Assert.True(files.Survives(store.PathOf(key)));
            if (syncsWriters || !canSyncAll) await WriteAsync(key);
            await store.DeleteAsync(key, Test.Token);
            Assert.False(files.HasDurableName(store.PathOf(key)));
        }

        // Created by a process that was killed before it synced the name.
        Directory.CreateDirectory(folder["new/store/f/g"]);
        await store.PutAsync("f/g/h", "1"u8.ToArray(), PutMode.IfAbsent, Test.Token);
        Assert.True(files.Survives(store.PathOf("f/g/h")));
        Assert.Empty(early);

        async Task WriteAsync(string key)
        {
            await using var writer = await store.CreateAsync(key, Test.Token);
            await writer.WriteAsync("3"u8.ToArray(), Test.Token);
            await writer.CommitAsync(Test.Token);
            Assert.True(files.Survives(store.PathOf(key)));
        }
    }

    private static Action<DiskCall> WhenRenaming(Action<string, string> check) => call =>
    {
        if (call.Kind == DiskCallKind.Move) check(call.Path, call.Target!);
    };

    private SimulatedDisk Record(bool canSyncAll)
    {
        var files = new SimulatedDisk(lake.Root, canSyncAll);
        lake.Configure = options => options with { Files = files };
        return files;
    }

    private void Check(bool isDurable, string what)
    {
        Interlocked.Increment(ref looked);
        if (isDurable) return;
        lock (early) early.Add(what);
    }

    private void AssertSurvive(SimulatedDisk files, string folder, int count)
    {
        var found = lake.Files(folder);
        Assert.Equal(count, found.Count);
        Assert.All(found, key => Assert.True(files.Survives(lake.PathOf(key)), key));
    }
}
