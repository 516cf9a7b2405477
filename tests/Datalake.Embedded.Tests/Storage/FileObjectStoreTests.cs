using System.Text;
using Datalake.Embedded.Storage;
using Datalake.Embedded.Tests.Checking;
using Datalake.Embedded.Tests.Simulation;
using Datalake.Storage;

namespace Datalake.Embedded.Tests.Storage;

public sealed class FileObjectStoreTests : IDisposable
{
    private readonly TestFolder folder = new();
    private readonly FileObjectStore store;

    public FileObjectStoreTests() => store = new FileObjectStore(folder["store"], syncsWriters: true);

    public void Dispose() => folder.Dispose();

    public static TheoryData<string> BadKeys =>
    [
            "",
            "..",
            "../outside",
            "a/../../outside",
            "a/..",
            ".",
            "a/./b",
            "/etc/passwd",
            "a/",
            "a//b",
            "a\\b",
            "..\\outside",
            "a\nb",
            "a\0b",
            "a\u007fb",
            "a\u0085b",
            "\ud800",
            new string('k', 1100),
    ];

    [Theory]
    [MemberData(nameof(BadKeys))]
    public async Task A_bad_key_is_refused_by_every_method(string key)
    {
        var none = Test.Token;
        await Assert.ThrowsAsync<ArgumentException>(async () => await store.OpenAsync(key, none));
        await Assert.ThrowsAsync<ArgumentException>(async () => await store.FindAsync(key, none));
        await Assert.ThrowsAsync<ArgumentException>(async () => await store.CreateAsync(key, none));
        await Assert.ThrowsAsync<ArgumentException>(async () => await store.PutAsync(key, default, PutMode.Replace, none));
        await Assert.ThrowsAsync<ArgumentException>(async () => await store.DeleteAsync(key, none));
        Assert.Equal(["store"], Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName));
        Assert.Empty(Directory.EnumerateFileSystemEntries(store.Root));
    }

    [Fact]
    public async Task What_was_put_is_found_opened_listed_and_deleted()
    {
        await PutAsync("a/b/ü 1.json", "text");
        await PutAsync("a/c", "");

        var found = await store.FindAsync("a/b/ü 1.json", Test.Token);
        Assert.Equal(4, found?.Length);
        Assert.Equal("text", await ReadAsync("a/b/ü 1.json"));
        var listed = await store.ListAsync("", Test.Token).OrderBy(item => item.Key, StringComparer.Ordinal).ToListAsync(Test.Token);
        Assert.Equal(["a/b/ü 1.json", "a/c"], listed.Select(item => item.Key));
        Assert.Equal(found, listed[0]);
        Assert.Equal(["a/b/ü 1.json"], await KeysAsync("a/b/"));

        await store.DeleteAsync("a/b/ü 1.json", Test.Token);
        await store.DeleteAsync("a/b/ü 1.json", Test.Token);
        Assert.Null(await store.FindAsync("a/b/ü 1.json", Test.Token));
        Assert.Null(await store.OpenAsync("a/b/ü 1.json", Test.Token));
    }

    [Fact]
    public async Task A_folder_is_no_object_and_a_prefix_that_is_not_there_has_none()
    {
        await PutAsync("a/b", "x");

        Assert.Null(await store.FindAsync("a", Test.Token));
        Assert.Null(await store.OpenAsync("a", Test.Token));
        Assert.Null(await store.OpenAsync("a/b/c", Test.Token));
        Assert.Null(await store.FindAsync("a/b/c", Test.Token));
        Assert.Empty(await KeysAsync("nothing/"));
    }

    [Fact]
    public async Task A_key_below_an_object_cannot_be_put_and_says_so()
    {
        await PutAsync("a", "x");

        var failure = await Assert.ThrowsAsync<ObjectStoreException>(async () => await PutAsync("a/b", "y"));

        Assert.Contains("a/b", failure.Message, StringComparison.Ordinal);
        Assert.Equal("x", await ReadAsync("a"));
    }

    [Fact]
    public async Task If_absent_leaves_what_is_there()
    {
        Assert.True(await store.PutAsync("k", "first"u8.ToArray(), PutMode.IfAbsent, Test.Token));
        Assert.False(await store.PutAsync("k", "second"u8.ToArray(), PutMode.IfAbsent, Test.Token));
        Assert.Equal("first", await ReadAsync("k"));
        Assert.Equal(["k"], Directory.EnumerateFiles(store.Root).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_put_whose_name_cannot_be_synced_fails_and_is_durable_when_it_is_put_again()
    {
        var files = new SimulatedDisk(folder["recorded"], canSyncAll: false);
        var recorded = new FileObjectStore(folder["recorded"], syncsWriters: true, null, files);
        files.Calling = call =>
        {
            if (call.Kind == DiskCallKind.SyncFolder) throw new IOException("Input/output error");
        };
        await Assert.ThrowsAsync<ObjectStoreException>(async () => await recorded.PutAsync("k", "1"u8.ToArray(), PutMode.IfAbsent, Test.Token));
        Assert.False(files.Survives(recorded.PathOf("k")));

        files.Calling = null;
        Assert.False(await recorded.PutAsync("k", "2"u8.ToArray(), PutMode.IfAbsent, Test.Token));
        Assert.True(files.HasDurableName(recorded.PathOf("k")));
    }

    [Fact]
    public async Task A_listing_can_begin_after_a_key()
    {
        foreach (var key in new[] { "p/1.json", "p/2.json", "p/20.json", "p/�1", "p/🦆", "q/3" }.Where(key => ObjectKeys.Check(key) is null))
            await PutAsync(key, "x");
        var listed = await store.ListAfterAsync("p/", "p/2.json", Test.Token).Select(item => item.Key).ToListAsync(Test.Token);
        Assert.Equal(["p/20.json", "p/🦆"], listed.Order(StringComparer.Ordinal));
        Assert.Equal(4, (await store.ListAfterAsync("p/", "p/", Test.Token).ToListAsync(Test.Token)).Count);
    }

    [Fact]
    public async Task If_absent_lets_exactly_one_of_many_win()
    {
        var wins = 0;
        await Parallel.ForAsync(0, 16, Test.Token, async (number, cancellationToken) =>
        {
                if (await store.PutAsync("k", Encoding.UTF8.GetBytes($"{number}"), PutMode.IfAbsent, cancellationToken))
                    Interlocked.Increment(ref wins);
        });
        Assert.Equal(1, wins);
    }

    [Fact]
    public async Task The_version_changes_when_the_content_is_replaced()
    {
        await PutAsync("k", "one");
        var first = (await store.FindAsync("k", Test.Token))!.Version;
        File.SetLastWriteTimeUtc(store.PathOf("k"), new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        var aged = (await store.FindAsync("k", Test.Token))!.Version;
        await PutAsync("k", "two");
        var second = (await store.FindAsync("k", Test.Token))!.Version;
        await PutAsync("k", "longer");
        Assert.Equal(4, new[] { first, aged, second, (await store.FindAsync("k", Test.Token))!.Version }.Distinct().Count());
        await using var open = await store.OpenAsync("k", Test.Token);
        Assert.Equal((await store.FindAsync("k", Test.Token))!.Version, open!.Info.Version);
    }

    [Fact]
    public async Task A_writer_shows_nothing_until_it_commits_and_then_all()
    {
        await PutAsync("k", "old");
        await using (var writer = await store.CreateAsync("k", Test.Token))
        {
            await writer.WriteAsync("ne"u8.ToArray(), Test.Token);
            await writer.WriteAsync("w"u8.ToArray(), Test.Token);
            Assert.Equal("old", await ReadAsync("k"));
            Assert.Equal(["k"], await KeysAsync(""));
            await writer.CommitAsync(Test.Token);
        }

        Assert.Equal("new", await ReadAsync("k"));
        Assert.Single(Directory.EnumerateFileSystemEntries(store.Root));
    }

    [Fact]
    public async Task A_writer_that_does_not_commit_leaves_nothing()
    {
        await using (var writer = await store.CreateAsync("new/k", Test.Token)) await writer.WriteAsync("text"u8.ToArray(), Test.Token);

        Assert.Null(await store.FindAsync("new/k", Test.Token));
        Assert.Empty(Directory.EnumerateFiles(store.Root, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task What_a_dead_process_of_the_same_id_left_does_not_stand_in_the_way()
    {
        // In a container a process has the same id every time, so its counter begins where the last one began.
        for (var number = 1; number < 40; number++) folder.Write($"store/.~{Environment.ProcessId}-{number}", "left over");
        var again = new FileObjectStore(store.Root, syncsWriters: false);

        Assert.True(await again.PutAsync("k", "text"u8.ToArray(), PutMode.Replace, Test.Token));
        await using (var writer = await again.CreateAsync("w", Test.Token)) await writer.CommitAsync(Test.Token);

        Assert.Equal(["k", "w"], (await KeysAsync("")).Order(StringComparer.Ordinal));
    }

    private async Task PutAsync(string key, string text) =>
        Assert.True(await store.PutAsync(key, Encoding.UTF8.GetBytes(text), PutMode.Replace, Test.Token));

    private async Task<string> ReadAsync(string key)
    {
        await using var content = await store.OpenAsync(key, Test.Token);
        using var reader = new StreamReader(content!.Stream);
        return await reader.ReadToEndAsync(Test.Token);
    }

    private async Task<List<string>> KeysAsync(string prefix) =>
        await store.ListAsync(prefix, Test.Token).Select(item => item.Key).ToListAsync(Test.Token);
}
