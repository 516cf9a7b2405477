using System.Text;
using Amazon.S3;
using Amazon.S3.Model;
using Datalake.Aws.Storage;
using Datalake.Aws.Testing;
using Datalake.Storage;

namespace Datalake.Aws.Tests.Storage;

public class S3ObjectStoreTests(MotoFixture moto)
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_put_is_found_opened_and_deleted()
    {
        var (store, _) = await MakeAsync("s3-put");
        Assert.True(await store.PutAsync("a/b c+é.json", "hello"u8.ToArray(), PutMode.Replace, Stop));
        var found = await store.FindAsync("a/b c+é.json", Stop);
        Assert.Equal(5, found!.Length);
        await using (var content = await store.OpenAsync("a/b c+é.json", Stop))
        {
            Assert.Equal(found, content!.Info);
            Assert.Equal("hello", await new StreamReader(content.Stream).ReadToEndAsync(Stop));
        }

        await store.DeleteAsync("a/b c+é.json", Stop);
        await store.DeleteAsync("a/b c+é.json", Stop);
        Assert.Null(await store.FindAsync("a/b c+é.json", Stop));
        Assert.Null(await store.OpenAsync("a/b c+é.json", Stop));
    }

    [Fact]
    public async Task The_version_is_the_same_from_a_listing_a_lookup_and_an_open_and_changes_with_the_content()
    {
        var (store, _) = await MakeAsync("s3-version");
        await store.PutAsync("k", "1"u8.ToArray(), PutMode.Replace, Stop);
        var listed = await ListAsync(store, "");
        var found = await store.FindAsync("k", Stop);
        await using var open = await store.OpenAsync("k", Stop);
        Assert.Equal([found!.Version, found.Version], [listed.Single().Version, open!.Info.Version]);
        Assert.DoesNotContain('"', found.Version);
        await store.PutAsync("k", "2"u8.ToArray(), PutMode.Replace, Stop);
        Assert.NotEqual(found.Version, (await store.FindAsync("k", Stop))!.Version);
    }

    [Fact]
    public async Task Of_two_conditional_puts_only_the_first_is_taken()
    {
        var (store, _) = await MakeAsync("s3-conditional");
        Assert.True(await store.PutAsync("mark", "first"u8.ToArray(), PutMode.IfAbsent, Stop));
        Assert.False(await store.PutAsync("mark", "second"u8.ToArray(), PutMode.IfAbsent, Stop));
        Assert.Equal("first", await ReadAsync(store, "mark"));
    }

    [Fact]
    public async Task A_listing_goes_on_over_its_pages_and_leaves_out_folder_markers()
    {
        var (store, s3) = await MakeAsync("s3-pages");
        var keys = Enumerable.Range(0, 1203).Select(number => $"p/{number:D5}").ToList();
        await Parallel.ForEachAsync(keys, Stop, async (key, token) => await store.PutAsync(key, "x"u8.ToArray(), PutMode.Replace, token));
        await s3.PutObjectAsync(new PutObjectRequest { BucketName = "s3-pages", Key = "p/folder/", ContentBody = "" }, Stop);
        await store.PutAsync("q/other", "x"u8.ToArray(), PutMode.Replace, Stop);
        Assert.Equal(keys, (await ListAsync(store, "p/")).Select(found => found.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_listing_can_begin_after_a_key()
    {
        var (store, _) = await MakeAsync("s3-after");
        foreach (var key in new[] { "p/1.json", "p/2.json", "p/20.json", "q/3" }) await store.PutAsync(key, "x"u8.ToArray(), PutMode.Replace, Stop);
        Assert.Equal(["p/20.json"], await store.ListAfterAsync("p/", "p/2.json", Stop).Select(found => found.Key).ToListAsync(Stop));
    }

    [Fact]
    public async Task A_small_object_is_written_in_one_request_and_is_not_there_before_its_commit()
    {
        var (store, _) = await MakeAsync("s3-writer");
        await using (var writer = await store.CreateAsync("w", Stop))
        {
            await writer.WriteAsync("one "u8.ToArray(), Stop);
            await writer.WriteAsync("two"u8.ToArray(), Stop);
            Assert.Null(await store.FindAsync("w", Stop));
            await writer.CommitAsync(Stop);
        }

        Assert.Equal("one two", await ReadAsync(store, "w"));
    }

    [Fact]
    public async Task A_large_object_goes_in_parts_and_comes_back_whole()
    {
        var (store, s3) = await MakeAsync("s3-parts");
        var content = new byte[(S3ObjectWriter.FirstPartBytes * 2) + 12345];
        new Random(7).NextBytes(content);
        await using (var writer = await store.CreateAsync("large", Stop))
        {
            for (var at = 0; at < content.Length; at += 100_001)
                await writer.WriteAsync(content.AsMemory(at, Math.Min(100_001, content.Length - at)), Stop);
            Assert.Single((await s3.ListMultipartUploadsAsync("s3-parts", Stop)).MultipartUploads);
            await writer.CommitAsync(Stop);
        }

        await using var open = await store.OpenAsync("large", Stop);
        using var back = new MemoryStream();
        await open!.Stream.CopyToAsync(back, Stop);
        Assert.True(content.AsSpan().SequenceEqual(back.GetBuffer().AsSpan(0, (int)back.Length)));
    }

    [Fact]
    public async Task A_writer_replaces_only_the_content_that_it_knows()
    {
        var (store, _) = await MakeAsync("s3-known");
        await using var writer = await store.CreateAsync("k", Stop);
        await writer.WriteAsync("mine"u8.ToArray(), Stop);
        Assert.False(await writer.TryCommitAsync("0123456789abcdef0123456789abcdef", Stop));
        await store.PutAsync("k", "other"u8.ToArray(), PutMode.Replace, Stop);
        Assert.False(await writer.TryCommitAsync(null, Stop));
        var other = (await store.FindAsync("k", Stop))!.Version;
        await store.PutAsync("k", "third"u8.ToArray(), PutMode.Replace, Stop);
        Assert.False(await writer.TryCommitAsync(other, Stop));
        Assert.Equal("third", await ReadAsync(store, "k"));
        Assert.True(await writer.TryCommitAsync((await store.FindAsync("k", Stop))!.Version, Stop));
        Assert.Equal("mine", await ReadAsync(store, "k"));
    }

    [Fact]
    public async Task An_object_in_parts_replaces_only_the_content_that_it_knows()
    {
        var (store, s3) = await MakeAsync("s3-known-parts");
        await store.PutAsync("k", "other"u8.ToArray(), PutMode.Replace, Stop);
        await using var writer = await store.CreateAsync("k", Stop);
        await writer.WriteAsync(new byte[S3ObjectWriter.FirstPartBytes + 1], Stop);
        Assert.False(await writer.TryCommitAsync(null, Stop));
        Assert.Equal("other", await ReadAsync(store, "k"));
        Assert.True(await writer.TryCommitAsync((await store.FindAsync("k", Stop))!.Version, Stop));
        Assert.Equal(S3ObjectWriter.FirstPartBytes + 1, (await store.FindAsync("k", Stop))!.Length);
        Assert.Empty((await s3.ListMultipartUploadsAsync("s3-known-parts", Stop)).MultipartUploads ?? []);
    }

    [Fact]
    public async Task A_conditional_commit_into_a_bucket_that_is_not_there_is_an_error()
    {
        var store = new S3ObjectStore((await moto.RequireAsync()).S3(), "s3-known-nowhere");
        await using var writer = await store.CreateAsync("k", Stop);
        await writer.WriteAsync("mine"u8.ToArray(), Stop);
        await Assert.ThrowsAsync<ObjectStoreException>(async () => await writer.TryCommitAsync(null, Stop));
    }

    [Fact]
    public async Task A_large_object_that_is_not_committed_leaves_no_parts_behind()
    {
        var (store, s3) = await MakeAsync("s3-abort");
        await using (var writer = await store.CreateAsync("large", Stop))
            await writer.WriteAsync(new byte[S3ObjectWriter.FirstPartBytes + 1], Stop);
        Assert.Empty((await s3.ListMultipartUploadsAsync("s3-abort", Stop)).MultipartUploads ?? []);
        Assert.Null(await store.FindAsync("large", Stop));
    }

    [Fact]
    public async Task A_bucket_that_is_not_there_is_an_error_that_names_it_and_no_absent_object()
    {
        var server = await moto.RequireAsync();
        var store = new S3ObjectStore(server.S3(), "s3-nowhere");
        var failure = await Assert.ThrowsAsync<ObjectStoreException>(async () => await store.OpenAsync("k", Stop));
        Assert.Contains("s3://s3-nowhere/k", failure.Message, StringComparison.Ordinal);
        Assert.Contains("NoSuchBucket", failure.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ObjectStoreException>(async () => await store.PutAsync("k", default, PutMode.Replace, Stop));
        await Assert.ThrowsAsync<ObjectStoreException>(async () => await ListAsync(store, ""));
    }

    [Fact]
    public async Task A_server_that_is_out_of_reach_is_an_error_that_says_so()
    {
        var store = new S3ObjectStore(Moto.S3(new Uri("http://127.0.0.1:9"), config => config.MaxErrorRetry = 0), "b");
        var failure = await Assert.ThrowsAsync<ObjectStoreException>(async () => await store.FindAsync("k", Stop));
        Assert.Contains("Is S3 reachable from here?", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/a")]
    [InlineData("a//b")]
    [InlineData("../a")]
    public async Task A_key_that_a_folder_could_not_have_is_refused_before_S3_is_asked(string key)
    {
        var store = new S3ObjectStore(Moto.S3(new Uri("http://127.0.0.1:9")), "b");
        await Assert.ThrowsAsync<ArgumentException>(async () => await store.FindAsync(key, Stop));
        await Assert.ThrowsAsync<ArgumentException>(async () => await store.PutAsync(key, default, PutMode.Replace, Stop));
    }

    private static async Task<string?> ReadAsync(S3ObjectStore store, string key)
    {
        await using var content = await store.OpenAsync(key, Stop);
        if (content is null) return null;
        using var bytes = new MemoryStream();
        await content.Stream.CopyToAsync(bytes, Stop);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static async Task<List<StoredObject>> ListAsync(S3ObjectStore store, string prefix)
    {
        var all = new List<StoredObject>();
        await foreach (var found in store.ListAsync(prefix, Stop)) all.Add(found);
        return all;
    }

    private async Task<(S3ObjectStore Store, AmazonS3Client S3)> MakeAsync(string bucket)
    {
        var server = await moto.RequireAsync();
        await server.CreateBucketAsync(bucket, Stop);
        var s3 = server.S3();
        return (new S3ObjectStore(s3, bucket), s3);
    }
}
