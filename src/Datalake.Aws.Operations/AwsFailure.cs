using System.Net;
using Amazon.Runtime;

namespace Datalake.Aws.Operations;

/// <summary>Puts failures of AWS services in words.</summary>
public static class AwsFailure
{
    /// <summary>Whether a service, the way to it, or the credentials for it failed; what else is thrown is a defect.</summary>
    /// <param name="failure">What was thrown.</param>
    public static bool IsOne(Exception failure) =>
        failure is AmazonClientException or AmazonServiceException or HttpRequestException or TimeoutException or IOException;

    /// <summary>What a service said, with its code and the request's id, and what may help.</summary>
    /// <param name="failure">What was thrown.</param>
    public static string Describe(Exception failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        if (failure is not AmazonServiceException service || service.StatusCode == default)
        {
            return $"{failure.Message.TrimEnd('.')}. Are the credentials right (--profile, or the AWS_ variables), and is AWS reachable from here?";
        }

        var said = $"{(int)service.StatusCode} {service.ErrorCode} (request {service.RequestId}): {service.Message.TrimEnd('.')}.";
        return service.StatusCode switch
        {
            HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized =>
                $"{said} Grant who runs this the permission, or use another --profile.",
            _ when IsExpired(service) => $"{said} Renew the credentials.",
            _ => said,
        };
    }

    private static bool IsExpired(AmazonServiceException service) =>
        service.ErrorCode is "ExpiredToken" or "ExpiredTokenException" or "UnrecognizedClientException" or "InvalidClientTokenId";
}
