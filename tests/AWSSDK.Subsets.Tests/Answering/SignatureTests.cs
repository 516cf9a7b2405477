using Amazon.SQS;

namespace AWSSDK.Subsets.Tests.Answering;

public sealed class SignatureTests
{
    [Fact]
    public async Task The_check_sees_a_changed_body_a_changed_header_and_another_secret()
    {
        await using var server = await AnsweringServer.StartAsync(Answers.Json("{}"));
        using var client = new AmazonSQSClient(AnsweringServer.Credentials, server.Config(new AmazonSQSConfig()));
        await client.SendMessageAsync("https://queue", "text", TestContext.Current.CancellationToken);
        var seen = Assert.Single(server.Seen);
        var changed = new Dictionary<string, string>(seen.Headers, StringComparer.Ordinal) { ["x-amz-target"] = "AmazonSQS.DeleteQueue" };

        Assert.True(Signature.IsValid("POST", "/", seen.Headers, seen.Body, AnsweringServer.Secret));
        Assert.False(Signature.IsValid("POST", "/", seen.Headers, [.. seen.Body, 0], AnsweringServer.Secret));
        Assert.False(Signature.IsValid("POST", "/", changed, seen.Body, AnsweringServer.Secret));
        Assert.False(Signature.IsValid("POST", "/", seen.Headers, seen.Body, "another"));
        Assert.Equal("application/x-amz-json-1.0", seen.Headers["content-type"]);
        Assert.Equal("AmazonSQS.SendMessage", seen.Target);
    }
}
