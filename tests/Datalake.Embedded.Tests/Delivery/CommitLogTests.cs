using Datalake.Embedded.Delivery;
using Datalake.Embedded.Storage;
using Datalake.Embedded.Tests.Checking;

namespace Datalake.Embedded.Tests.Delivery;

public sealed class CommitLogTests : IDisposable
{
    private readonly TestFolder folder = new();
    private readonly TestTime time = new("2026-11-20T09:30:00Z");
    private readonly FileObjectStore store;
    private readonly CommitLog log;

    public CommitLogTests()
    {
        store = new FileObjectStore(folder.Path, syncsWriters: false);
        log = new CommitLog(store, time);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_commit_puts_its_files_in_place_and_is_read_back()
    {
        var commit = Commit(log.NextId("orders"), "a", "b");
        await log.AppendAsync(commit);

        var read = Assert.Single(await log.ReadAllAsync("orders", Test.Token).ToListAsync(Test.Token));
        Assert.Equal(commit.Files, read.Files);
        Assert.Equal(commit.Entries, read.Entries);
        Assert.Equal(["a", "b"], commit.Files.Select(file => File.ReadAllText(store.PathOf(file.Key))));
        Assert.Empty(Directory.EnumerateFiles(log.PendingFolder));
        Assert.Equal(0, log.Recover());
    }

    [Fact]
    public async Task Files_whose_commit_is_there_are_put_in_place_by_recovery_and_others_are_dropped()
    {
        var whole = Commit(log.NextId("orders"), "a", "b", "c");
        await log.AppendAsync(whole);

        // Killed after the commit and the first of three renames, with a second commit half written and buffers open.
        foreach (var file in whole.Files.Skip(1)) File.Move(store.PathOf(file.Key), Path.Combine(log.PendingFolder, file.Pending));
        var unfinished = Commit(log.NextId("orders"), "x");
        folder.Write($"_state/pending/{CommitLog.PendingName("orders", unfinished.Id, "2026112009-1.ndjson")}", "{}");
        folder.Write($"_state/pending/{CommitLog.PendingName("orders", whole.Id, "2026112009-1.ndjson")}", "{}");
        folder.Write($"_state/pending/{whole.Files[0].Pending}-00000.ndjson", "{}");
        folder.Write("_state/pending/something else", "?");

        Assert.Equal(5, new CommitLog(store, time).Recover());

        Assert.Equal(["a", "b", "c"], whole.Files.Select(file => File.ReadAllText(store.PathOf(file.Key))));
        Assert.False(File.Exists(store.PathOf(unfinished.Files[0].Key)));
        Assert.Empty(Directory.EnumerateFiles(log.PendingFolder));
    }

    [Fact]
    public async Task Commits_are_read_oldest_first_and_by_dataset()
    {
        var ids = new List<string>();
        foreach (var dataset in new[] { "orders", "carts", "orders" })
        {
            ids.Add(log.NextId(dataset));
            await log.AppendAsync(Commit(ids[^1], "x") with { Dataset = dataset });
            time.Advance(TimeSpan.FromHours(20));
        }

        Assert.Equal([ids[0], ids[2]], await log.ReadAllAsync("orders", Test.Token).Select(commit => commit.Id).ToListAsync(Test.Token));
        Assert.Equal(3, await log.ReadAllAsync(null, Test.Token).CountAsync(Test.Token));
    }

    [Fact]
    public async Task No_name_comes_twice_even_when_the_clock_goes_back()
    {
        var first = log.NextId("orders");
        await log.AppendAsync(Commit(first, "x"));
        time.Advance(TimeSpan.FromMinutes(5));
        var second = log.NextId("orders");
        time.Advance(TimeSpan.FromMinutes(-5));
        var ids = new[] { first, second, log.NextId("orders"), new CommitLog(store, time).NextId("orders") };
        Assert.Equal(3, ids.Take(3).Distinct().Count());
        Assert.NotEqual(first, ids[3]);
    }

    [Fact]
    public async Task A_second_commit_of_one_name_is_refused()
    {
        var id = log.NextId("orders");
        await log.AppendAsync(Commit(id, "x"));
        var again = Commit(id, "y");
        await Assert.ThrowsAsync<InvalidOperationException>(() => log.AppendAsync(again));
        Assert.Equal("x", await File.ReadAllTextAsync(store.PathOf(again.Files[0].Key), Test.Token));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"id\":\"20261120T093000000-0000\",\"dataset\":\"orders\"")]
    [InlineData("nonsense")]
    public async Task A_commit_that_cannot_be_read_is_named(string content)
    {
        var id = log.NextId("orders");
        await log.AppendAsync(Commit(id, "x"));
        var key = Path.GetRelativePath(
            folder.Path, Directory.EnumerateFiles(folder["_state/commits"], "*", SearchOption.AllDirectories).Single());
        folder.Write(key, content);

        var failure = await Assert.ThrowsAsync<InvalidDataException>(async () =>
            await log.ReadAllAsync(null, Test.Token).ToListAsync(Test.Token)
        );
        Assert.Contains(key, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_commit_that_lost_entries_is_named()
    {
        await log.AppendAsync(Commit(log.NextId("orders"), "x"));
        var path = Directory.EnumerateFiles(folder["_state/commits"], "*", SearchOption.AllDirectories).Single();
        await File.WriteAllLinesAsync(path, (await File.ReadAllLinesAsync(path, Test.Token))[..^1], Test.Token);

        await Assert.ThrowsAsync<InvalidDataException>(async () => await log.ReadAllAsync(null, Test.Token).ToListAsync(Test.Token));
    }

    private Commit Commit(string id, params string[] contents)
    {
        var files = contents.Select((content, number) =>
        {
            var pending = CommitLog.PendingName("orders", id, $"2026112009-{number:d3}.parquet");
            folder.Write($"_state/pending/{pending}", content);
            return new CommitFile(pending, $"stage/orders/{id}-{number:d3}.parquet", 1, content.Length);
        });
        return new Commit(
            id,
            "orders",
            [.. files],
            [new CommitEntry($"orders/{id} ü\"", "1-2", false, 3, 2, 1, 1, 99), new CommitEntry("orders/2", "1-2", true, 1, 1, 0, 0, 9)]
        );
    }
}
