using Datalake.Embedded.Delivery;
using Datalake.Embedded.Storage;
using Datalake.Embedded.Tests.Checking;

namespace Datalake.Embedded.Tests.Delivery;

/// <summary>The checkpoint spares reading commits, and never says anything else than they do.</summary>
public sealed class CommitCheckpointTests : IDisposable
{
    private readonly TestFolder folder = new();
    private readonly TestTime time = new("2026-11-20T09:30:00Z");
    private readonly FileObjectStore store;

    public CommitCheckpointTests() => store = new FileObjectStore(folder.Path, syncsWriters: false);

    private string Checkpoint => folder["_state/commits.checkpoint"];

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Opening_reads_only_the_commits_that_came_since()
    {
        await CommitAsync("a", "b");
        AssertDone("a", "b");

        // What is not read is not missed.
        foreach (var old in Commits()) await File.WriteAllTextAsync(old, "damaged", Test.Token);
        await CommitAsync("c");
        await CommitWithoutCheckpointAsync("d");

        AssertDone("a", "b", "c", "d");
        AssertDone("a", "b", "c", "d");
    }

    [Fact]
    public async Task A_process_that_commits_knows_its_arrivals_and_leaves_nothing_to_read()
    {
        var log = new CommitLog(store, time);
        var done = log.ReadCommitted(Test.Token);
        await AppendAsync(log, "a");
        await AppendAsync(log, "b");

        Assert.True(done.Contains("a", "1") && done.Contains("b", "1"));
        Assert.Same(done, log.ReadCommitted(Test.Token));
        foreach (var old in Commits()) await File.WriteAllTextAsync(old, "damaged", Test.Token);
        AssertDone("a", "b");
    }

    [Fact]
    public async Task The_arrivals_of_a_deleted_commit_are_new_again_and_done_when_it_is_restored()
    {
        await CommitAsync("a");
        await CommitAsync("b");
        AssertDone("a", "b");
        var commit = Commits()[0];
        var content = await File.ReadAllTextAsync(commit, Test.Token);

        File.Delete(commit);
        AssertDone("b");

        await File.WriteAllTextAsync(commit, content, Test.Token);
        AssertDone("a", "b");
    }

    [Fact]
    public async Task A_commit_under_the_name_of_a_deleted_one_is_read()
    {
        // The clock stands still, so the next commit gets the name that is free again.
        await CommitAsync("a");
        AssertDone("a");
        var name = Commits().Single();
        File.Delete(name);
        await CommitAsync("b");
        Assert.Equal(name, Commits().Single());
        AssertDone("b");

        File.Delete(name);
        AssertDone();
        await CommitWithoutCheckpointAsync("c");
        Assert.Equal(name, Commits().Single());
        AssertDone("c");
    }

    [Fact]
    public async Task However_a_checkpoint_is_damaged_or_cut_off_every_commit_counts()
    {
        await CommitAsync("a", "b");
        await CommitAsync("c");
        AssertDone("a", "b", "c");
        var whole = await File.ReadAllBytesAsync(Checkpoint, Test.Token);
        for (var at = 0; at < whole.Length; at++)
        {
            await File.WriteAllBytesAsync(Checkpoint, whole[..at], Test.Token);
            AssertDone("a", "b", "c");
            Assert.Equal(whole, await File.ReadAllBytesAsync(Checkpoint, Test.Token));

            var damaged = whole.ToArray();
            damaged[at] ^= (byte)(1 << at % 8);
            await File.WriteAllBytesAsync(Checkpoint, damaged, Test.Token);
            AssertDone("a", "b", "c");
            Assert.Equal(whole, await File.ReadAllBytesAsync(Checkpoint, Test.Token));
        }

        await File.WriteAllBytesAsync(Checkpoint, [.. whole, .. new byte[4096]], Test.Token);
        AssertDone("a", "b", "c");
        await CommitAsync("d");
        AssertDone("a", "b", "c", "d");
    }

    [Fact]
    public async Task A_missing_checkpoint_is_made_of_the_commits()
    {
        await CommitAsync("a");
        await CommitAsync("b");
        File.Delete(Checkpoint);

        AssertDone("a", "b");

        Assert.True(File.Exists(Checkpoint));
    }

    [Fact]
    public async Task A_commit_that_cannot_be_read_stops_the_opening_when_no_checkpoint_holds_it()
    {
        await CommitAsync("a");
        File.Delete(Checkpoint);
        await File.WriteAllTextAsync(Commits().Single(), "damaged", Test.Token);

        Assert.Throws<InvalidDataException>(() => new CommitLog(store, time).ReadCommitted(Test.Token));
    }

    [Fact]
    public async Task A_commit_stands_when_the_checkpoint_cannot_be_written()
    {
        var log = new CommitLog(store, time);
        log.ReadCommitted(Test.Token);
        Directory.CreateDirectory(Checkpoint);

        await AppendAsync(log, "a");

        Assert.True(log.ReadCommitted(Test.Token).Contains("a", "1"));
        Directory.Delete(Checkpoint);
        AssertDone("a");
    }

    private async Task CommitAsync(params string[] arrivals)
    {
        var log = new CommitLog(store, time);
        log.ReadCommitted(Test.Token);
        await AppendAsync(log, arrivals);
    }

    /// <summary>As one that was killed after the rename of the commit.</summary>
    private Task CommitWithoutCheckpointAsync(params string[] arrivals) => AppendAsync(new CommitLog(store, time), arrivals);

    private static Task AppendAsync(CommitLog log, params string[] arrivals) =>
        log.AppendAsync(
            new Commit(log.NextId("orders"), "orders", [], [.. arrivals.Select(key => new CommitEntry(key, "1", false, 1, 1, 0, 0, 9))]));

    private void AssertDone(params string[] expected)
    {
        var done = new CommitLog(store, time).ReadCommitted(Test.Token);
        Assert.Equal(expected, ((string[])["a", "b", "c", "d"]).Where(key => done.Contains(key, "1")));
        Assert.False(done.Contains("a", "2"));
    }

    private string[] Commits() =>
        [.. Directory.EnumerateFiles(folder["_state/commits"], "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
}
