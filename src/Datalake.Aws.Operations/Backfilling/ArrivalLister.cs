using System.Runtime.CompilerServices;
using Amazon.S3;
using Amazon.S3.Model;
using Datalake.Storage;

namespace Datalake.Aws.Operations.Backfilling;

/// <summary>Lists raw objects in the order of their keys, from any key on and with any beginning.</summary>
internal static class ArrivalLister
{
    public static async IAsyncEnumerable<StoredObject> ListAsync(
        IAmazonS3 s3, string bucket, ArrivalRange range, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // S3 begins after a key; the key itself is asked for beforehand, as the only one that begins with all of itself and is as long.
        var request = new ListObjectsV2Request { BucketName = bucket, Prefix = range.Prefix, StartAfter = range.From };
        if (range.From is { } first && first.StartsWith(range.Prefix, StringComparison.Ordinal))
        {
            var exact = await PageAsync(
                s3,
                new ListObjectsV2Request
                {
                    BucketName = bucket,
                    Prefix = first,
                    MaxKeys = 1,
                },
                cancellationToken
            );
            if (exact.S3Objects?.Find(found => found.Key == first) is { } found) yield return Describe(found);
        }

        do
        {
            var page = await PageAsync(s3, request, cancellationToken);
            foreach (var found in page.S3Objects ?? [])
            {
                // Consoles make empty objects that stand for folders.
                if (!found.Key.EndsWith('/')) yield return Describe(found);
            }

            request.ContinuationToken = page.IsTruncated == true ? page.NextContinuationToken : null;
        }
        while (request.ContinuationToken is not null);
    }

    private static async Task<ListObjectsV2Response> PageAsync(
        IAmazonS3 s3, ListObjectsV2Request request, CancellationToken cancellationToken)
    {
        try
        {
            return await s3.ListObjectsV2Async(request, cancellationToken);
        }
        catch (Exception failure) when (AwsFailure.IsOne(failure))
        {
            throw new OperationException(
                $"Cannot list s3://{request.BucketName}/{ObjectKeys.Show(request.Prefix ?? string.Empty)}: {AwsFailure.Describe(failure)}",
                failure
            );
        }
    }

    private static StoredObject Describe(S3Object found) =>
        new(
            found.Key,
            found.Size ?? 0,
            (found.ETag ?? string.Empty).Trim('"'),
            found.LastModified is { } when ? new DateTimeOffset(when.ToUniversalTime()) : DateTimeOffset.UnixEpoch
        );
}
