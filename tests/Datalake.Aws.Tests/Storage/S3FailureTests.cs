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

    [Theory]
    [InlineData(400, "InvalidRequest", false)]
    [InlineData(400, "InvalidDigest", false)]
    [InlineData(405, "MethodNotAllowed", false)]
    [InlineData(400, "RequestTimeout", true)]
    [InlineData(409, "OperationAborted", true)]
    [InlineData(429, "TooManyRequests", true)]
    [InlineData(500, "InternalError", true)]
    [InlineData(503, "SlowDown", true)]
    public void Only_what_the_SDK_tries_again_is_said_to_have_been_tried_several_times(int status, string code, bool isTriedAgain)
    {
        var said = S3Failure.Describe("write", "lake", "k", new AmazonS3Exception("No", ErrorType.Sender, code, "r", (HttpStatusCode)status));
        Assert.Equal(isTriedAgain, said.Message.Contains("tried several times", StringComparison.Ordinal));
        Assert.Equal(!isTriedAgain, said.Message.Contains("will be refused again", StringComparison.Ordinal));
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
