using Datalake.Embedded.Storage;
using Datalake.Embedded.Tests.Checking;
using Datalake.Storage;

namespace Datalake.Embedded.Tests.Storage;

public sealed class LinkTests : IDisposable
{
    private readonly TestFolder folder = new();
    private readonly FileObjectStore store;

    public LinkTests()
    {
        store = new FileObjectStore(folder["store"], syncsWriters: false);
        folder.Write("outside/secret", "secret");
        folder.Write("store/real/file", "real");
        File.CreateSymbolicLink(folder["store/link-to-file"], folder["outside/secret"]);
        File.CreateSymbolicLink(folder["store/dangling"], folder["outside/not-there"]);
        Directory.CreateSymbolicLink(folder["store/link-to-folder"], folder["outside"]);
        Directory.CreateSymbolicLink(folder["store/real/loop"], folder["store"]);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Links_are_not_listed()
    {
        Assert.Equal(["real/file"], await store.ListAsync("", Test.Token).Select(item => item.Key).ToListAsync(Test.Token));
    }

    [Theory]
    [InlineData("link-to-file")]
    [InlineData("dangling")]
    [InlineData("link-to-folder/secret")]
    [InlineData("link-to-folder/new")]
    [InlineData("link-to-folder/deeper/new")]
    [InlineData("real/loop/real/file")]
    public async Task Nothing_is_read_written_or_deleted_through_a_link(string key)
    {
        await Refused(async () => await store.OpenAsync(key, Test.Token));
        await Refused(async () => await store.FindAsync(key, Test.Token));
        await Refused(async () => await store.PutAsync(key, "x"u8.ToArray(), PutMode.Replace, Test.Token));
        await Refused(async () => await store.PutAsync(key, "x"u8.ToArray(), PutMode.IfAbsent, Test.Token));
        await Refused(async () => await store.CreateAsync(key, Test.Token));
        await Refused(async () => await store.DeleteAsync(key, Test.Token));
        Assert.Equal("secret", await File.ReadAllTextAsync(folder["outside/secret"], Test.Token));
        Assert.Equal(["secret"], Directory.EnumerateFileSystemEntries(folder["outside"]).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_link_as_prefix_is_refused()
    {
        await Refused(async () => await store.ListAsync("link-to-folder/", Test.Token).ToListAsync(Test.Token));
    }

    [Fact]
    public async Task A_folder_that_was_real_and_became_a_link_is_refused_from_the_next_listing_on()
    {
        Assert.NotNull(await store.FindAsync("real/file", Test.Token));
        Directory.Delete(folder["store/real"], recursive: true);
        Directory.CreateSymbolicLink(folder["store/real"], folder["outside"]);
        Assert.Empty(await store.ListAsync("", Test.Token).ToListAsync(Test.Token));

        await Refused(async () => await store.OpenAsync("real/secret", Test.Token));
        await Refused(async () => await store.PutAsync("real/new", "x"u8.ToArray(), PutMode.Replace, Test.Token));
        Assert.Equal(["secret"], Directory.EnumerateFileSystemEntries(folder["outside"]).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_lake_ingests_nothing_that_lies_behind_a_link()
    {
        using var lake = new TestLake();
        lake.Drop("orders/real", Contracts.Order("1", "2026-11-19T10:00:00Z"));
        var outside = folder.Write("outside/orders/hidden", Contracts.Order("2", "2026-11-19T10:00:00Z"));
        File.CreateSymbolicLink(lake.PathOf("raw/orders/file"), outside);
        Directory.CreateSymbolicLink(lake.PathOf("raw/orders/folder"), Path.GetDirectoryName(outside)!);

        var report = await lake.IngestAsync();

        Assert.Equal((1, 1), (report.Found, report.Delivered));
    }

    private static async Task Refused(Func<Task> work)
    {
        var failure = await Assert.ThrowsAsync<ObjectStoreException>(work);
        Assert.Contains("symbolic link", failure.Message, StringComparison.Ordinal);
    }
}
