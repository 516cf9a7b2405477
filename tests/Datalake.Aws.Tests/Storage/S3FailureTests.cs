using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Datalake.Aws.Storage;

namespace Datalake.Aws.Tests.Storage;

public class S3FailureTests
{
    [Fact]
    public void A_refusal_says_what_was_tried_what_S3_said_and_what_to_grant()
    {
        var said = S3Failure.Describe(
            "read",
            "raw",
            "a/b",
            new AmazonS3Exception("Access Denied", ErrorType.Sender, "AccessDenied", "req-1", HttpStatusCode.Forbidden)
        );
        Assert.StartsWith(
            "Cannot read s3://raw/a/b: S3 answered 403 AccessDenied (request req-1): Access Denied. Grant the role",
            said.Message,
            StringComparison.Ordinal
        );
        Assert.True(S3Failure.IsForbidden(said));
    }

    [Fact]
    public void Without_credentials_it_says_how_to_give_them_in_one_line()
    {
        var said = S3Failure.Describe(
            "read",
            "raw",
            "a",
            new AmazonClientException("Failed to resolve AWS credentials. The credential providers …\n\nException 1 of 4: …")
        );
        Assert.Equal(
            "Cannot read s3://raw/a: There are no AWS credentials. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, AWS_PROFILE, or run with a role.",
            said.Message
        );
        Assert.False(S3Failure.IsForbidden(said));
    }
}
