using System.Net;
using System.Runtime.CompilerServices;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Datalake.Storage;

namespace Datalake.Aws.Storage;

/// <summary>
/// Objects in an S3 bucket. A version is the ETag, which the listing, the event and the object itself agree on. Every put is whole and
/// durable when it is done (S3 is strongly consistent), so a writer's commit is one request.
/// </summary>
/// <param name="s3">The client; it is not disposed here.</param>
/// <param name="bucket">The bucket's name.</param>
public sealed class S3ObjectStore(IAmazonS3 s3, string bucket) : IObjectStore
{
    /// <summary>The bucket's name.</summary>
    public string Bucket => bucket;

    /// <inheritdoc/>
    public async ValueTask<ObjectContent?> OpenAsync(string key, CancellationToken cancellationToken)
    {
        ObjectKeys.ThrowIfBad(key);
        try
        {
            var response = await s3.GetObjectAsync(new GetObjectRequest { BucketName = bucket, Key = key }, cancellationToken);
            return new ObjectContent(Describe(key, response.ContentLength, response.ETag, response.LastModified), response.ResponseStream);
        }
        catch (AmazonS3Exception failure) when (S3Failure.IsAbsent(failure))
        {
            return null;
        }
        catch (Exception failure) when (S3Failure.IsOne(failure))
        {
            throw S3Failure.Describe("read", bucket, key, failure);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<StoredObject?> FindAsync(string key, CancellationToken cancellationToken)
    {
        ObjectKeys.ThrowIfBad(key);
        try
        {
            var response = await s3.GetObjectMetadataAsync(
                new GetObjectMetadataRequest { BucketName = bucket, Key = key }, cancellationToken);
            return Describe(key, response.ContentLength, response.ETag, response.LastModified);
        }
        catch (AmazonS3Exception failure) when (S3Failure.IsAbsent(failure))
        {
            return null;
        }
        catch (Exception failure) when (S3Failure.IsOne(failure))
        {
            throw S3Failure.Describe("look up", bucket, key, failure);
        }
    }

    /// <inheritdoc/>
    public ValueTask<ObjectWriter> CreateAsync(string key, CancellationToken cancellationToken)
    {
        ObjectKeys.ThrowIfBad(key);
        return ValueTask.FromResult<ObjectWriter>(new S3ObjectWriter(s3, bucket, key));
    }

    /// <inheritdoc/>
    public async ValueTask<bool> PutAsync(string key, ReadOnlyMemory<byte> content, PutMode mode, CancellationToken cancellationToken)
    {
        ObjectKeys.ThrowIfBad(key);
        using var body = new MemoryStream(content.ToArray(), writable: false);
        var request = new PutObjectRequest { BucketName = bucket, Key = key, InputStream = body, AutoCloseStream = false };
        if (mode == PutMode.IfAbsent) request.IfNoneMatch = "*";
        try
        {
            await s3.PutObjectAsync(request, cancellationToken);
            return true;
        }
        catch (AmazonS3Exception failure)
            when (mode == PutMode.IfAbsent && (S3Failure.IsConditionUnmet(failure) || failure.StatusCode == HttpStatusCode.Conflict))
        {
            // 409: another conditional put of the same key is under way, and it wins (S3 User Guide, "Conditional writes").
            return false;
        }
        catch (Exception failure) when (S3Failure.IsOne(failure))
        {
            throw S3Failure.Describe("write", bucket, key, failure);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DeleteAsync(string key, CancellationToken cancellationToken)
    {
        ObjectKeys.ThrowIfBad(key);
        try
        {
            await s3.DeleteObjectAsync(new DeleteObjectRequest { BucketName = bucket, Key = key }, cancellationToken);
        }
        catch (Exception failure) when (S3Failure.IsOne(failure))
        {
            throw S3Failure.Describe("delete", bucket, key, failure);
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<StoredObject> ListAsync(string prefix, CancellationToken cancellationToken) =>
        ListAsync(prefix, after: null, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<StoredObject> ListAfterAsync(string prefix, string after, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(after);
        return ListAsync(prefix, after, cancellationToken);
    }

    private async IAsyncEnumerable<StoredObject> ListAsync(
        string prefix, string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        if (prefix.Length > 0 && !prefix.EndsWith('/'))
            throw new ArgumentException($"The prefix {prefix} must be empty or end in '/'.", nameof(prefix));
        var request = new ListObjectsV2Request { BucketName = bucket, Prefix = prefix, StartAfter = after };
        do
        {
            ListObjectsV2Response page;
            try
            {
                page = await s3.ListObjectsV2Async(request, cancellationToken);
            }
            catch (Exception failure) when (S3Failure.IsOne(failure))
            {
                throw S3Failure.Describe("list", bucket, prefix, failure);
            }

            foreach (var found in page.S3Objects ?? [])
            {
                // Consoles make empty objects that stand for folders.
                if (!found.Key.EndsWith('/')) yield return Describe(found.Key, found.Size ?? 0, found.ETag, found.LastModified);
            }

            request.ContinuationToken = page.IsTruncated == true ? page.NextContinuationToken : null;
        }
        while (request.ContinuationToken is not null);
    }

    private static StoredObject Describe(string key, long length, string? etag, DateTime? modified) =>
        new(key, length, S3Version.Of(etag), modified is { } when ? new DateTimeOffset(when.ToUniversalTime()) : DateTimeOffset.UnixEpoch);
}
