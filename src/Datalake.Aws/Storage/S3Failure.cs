using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Datalake.Storage;

namespace Datalake.Aws.Storage;

/// <summary>Puts failures of S3 in words: which object, what was tried, what S3 said, what to do.</summary>
public static class S3Failure
{
    /// <summary>Whether S3 refused a request for want of permission.</summary>
    /// <param name="failure">What was thrown.</param>
    public static bool IsForbidden(Exception failure) =>
        failure is ObjectStoreException { InnerException: AmazonS3Exception { StatusCode: HttpStatusCode.Forbidden } };

    internal static bool IsOne(Exception failure) =>
        failure is AmazonClientException or AmazonServiceException or HttpRequestException or IOException or TimeoutException;

    // A bucket that is not there is no absent object: nothing would ever be found in it.
    internal static bool IsAbsent(AmazonS3Exception failure) =>
        failure.StatusCode == HttpStatusCode.NotFound && failure.ErrorCode is not ("NoSuchBucket" or "NoSuchUpload");

    // S3 User Guide, "Conditional writes": 412 where another object is there, 404 where the one to replace is gone.
    internal static bool IsConditionUnmet(AmazonS3Exception failure) =>
        failure.StatusCode == HttpStatusCode.PreconditionFailed || IsAbsent(failure);

    internal static ObjectStoreException Describe(string verb, string bucket, string key, Exception failure)
    {
        var place = $"s3://{bucket}/{ObjectKeys.Show(key)}";
        if (failure is not AmazonServiceException service)
        {
            return new ObjectStoreException($"Cannot {verb} {place}: {Explain(failure.Message)}", failure);
        }

        var said =
            $"S3 answered {(int)service.StatusCode} {service.ErrorCode} (request {service.RequestId}): {service.Message.TrimEnd('.')}.";
        var advice = service.StatusCode switch
        {
            HttpStatusCode.Forbidden =>
                "Grant the role that runs this access to the object, and to its key where the bucket is encrypted with KMS.",
            HttpStatusCode.NotFound => "Is the bucket's name right?",
            HttpStatusCode.MovedPermanently or HttpStatusCode.TemporaryRedirect => "Is the bucket in the region that is configured?",
            _ when IsTransient(service) => "Try again; the SDK has tried several times already.",
            _ => "The same request will be refused again; what S3 says of it must change first.",
        };
        return new ObjectStoreException($"Cannot {verb} {place}: {said} {advice}", failure);
    }

    // What the SDK tries again by itself (AWS SDKs and Tools Reference Guide, "Retry behavior"): it is over some time.
    private static bool IsTransient(AmazonServiceException service) =>
        (int)service.StatusCode >= 500
        || service.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or HttpStatusCode.Conflict
        || service.Retryable is not null
        || service.ErrorCode is "RequestTimeout" or "RequestTimeTooSkewed" or "SlowDown" or "Throttling" or "ThrottlingException";

    // Without credentials the SDK lists every place where it looked, over several lines, and has asked S3 nothing.
    private static string Explain(string message) =>
        message.Contains("resolve AWS credentials", StringComparison.Ordinal)
            ? "There are no AWS credentials. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, AWS_PROFILE, or run with a role."
            : $"{message.TrimEnd('.')}. Is S3 reachable from here?";
}
