using System.Buffers;
using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Datalake.Storage;

namespace Datalake.Aws.Storage;

/// <summary>
/// Writes one object: in one request when it is small, else in parts, so that memory stays that of a part. Parts are 8 MiB and double with
/// every 2,000, so that 10,000 of them, S3's limit (Amazon S3 User Guide, "Multipart upload limits"), hold 484 GiB: more than a function
/// can write in its time.
/// </summary>
internal sealed class S3ObjectWriter(IAmazonS3 s3, string bucket, string key) : ObjectWriter
{
    // S3 asks for 5 MiB at least in every part but the last.
    internal const int FirstPartBytes = 8 << 20;
    private const int PartsOfASize = 2000;

    private readonly List<PartETag> parts = [];
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(64 << 10);
    private int filled;
    private string? upload;

    private int PartBytes => FirstPartBytes << (parts.Count / PartsOfASize);

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        while (!content.IsEmpty)
        {
            var taken = Math.Min(content.Length, PartBytes - filled);
            Grow(filled + taken);
            content[..taken].CopyTo(buffer.AsMemory(filled));
            filled += taken;
            content = content[taken..];
            if (filled == PartBytes) await SendPartAsync(cancellationToken);
        }
    }

    public override ValueTask CommitAsync(CancellationToken cancellationToken) =>
        CallAsync(() => PlaceAsync(ifMatch: null, ifNoneMatch: null, cancellationToken));

    public override async ValueTask<bool> TryCommitAsync(string? replaced, CancellationToken cancellationToken)
    {
        var placed = false;
        await CallAsync(async () =>
        {
            try
            {
                await PlaceAsync(replaced is null ? null : $"\"{replaced}\"", replaced is null ? "*" : null, cancellationToken);
                placed = true;
            }
            catch (AmazonS3Exception failure) when (S3Failure.IsConditionUnmet(failure) || IsOvertaken(failure))
            {
            }
        });
        return placed;
    }

    public override async ValueTask DisposeAsync()
    {
        if (buffer.Length > 0) ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
        if (upload is not { } open) return;
        upload = null;
        try
        {
            // Parts of an upload that is not completed are kept, and paid for, until it is aborted; a lifecycle rule takes those that stay.
            await s3.AbortMultipartUploadAsync(
                new AbortMultipartUploadRequest
                {
                    BucketName = bucket,
                    Key = key,
                    UploadId = open,
                },
                CancellationToken.None
            );
        }
        catch (Exception failure) when (S3Failure.IsOne(failure))
        {
            // What failed before is what matters.
        }
    }

    private async Task PlaceAsync(string? ifMatch, string? ifNoneMatch, CancellationToken cancellationToken)
    {
        if (upload is null)
        {
            using var body = new MemoryStream(buffer, 0, filled, writable: false);
            await s3.PutObjectAsync(
                new PutObjectRequest
                {
                    BucketName = bucket,
                    Key = key,
                    InputStream = body,
                    AutoCloseStream = false,
                    IfMatch = ifMatch,
                    IfNoneMatch = ifNoneMatch,
                },
                cancellationToken
            );
            return;
        }

        if (filled > 0) await SendPartAsync(cancellationToken);
        await s3.CompleteMultipartUploadAsync(
            new CompleteMultipartUploadRequest
            {
                BucketName = bucket,
                Key = key,
                UploadId = upload,
                PartETags = parts,
                IfMatch = ifMatch,
                IfNoneMatch = ifNoneMatch,
            },
            cancellationToken
        );
        upload = null;
    }

    // Another put of the key came between. Parts must be sent anew then, so for an upload in parts it is a failure as any other.
    private bool IsOvertaken(AmazonS3Exception failure) => upload is null && failure.StatusCode == HttpStatusCode.Conflict;

    private async ValueTask SendPartAsync(CancellationToken cancellationToken)
    {
        await CallAsync(async () =>
        {
            upload ??= (
                await s3.InitiateMultipartUploadAsync(
                    new InitiateMultipartUploadRequest { BucketName = bucket, Key = key }, cancellationToken)
            ).UploadId;
            using var body = new MemoryStream(buffer, 0, filled, writable: false);
            var request = new UploadPartRequest
            {
                BucketName = bucket, Key = key, UploadId = upload, PartNumber = parts.Count + 1, PartSize = filled, InputStream = body,
            };
            var response = await s3.UploadPartAsync(request, cancellationToken);
            parts.Add(new PartETag(response));
        });
        filled = 0;
    }

    private async ValueTask CallAsync(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (Exception failure) when (S3Failure.IsOne(failure))
        {
            throw S3Failure.Describe("write", bucket, key, failure);
        }
    }

    private void Grow(int needed)
    {
        if (needed <= buffer.Length) return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, Math.Min(buffer.Length * 2, PartBytes)));
        buffer.AsSpan(0, filled).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }
}
