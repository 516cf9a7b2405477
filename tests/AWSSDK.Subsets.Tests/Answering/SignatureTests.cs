using Amazon.Athena;
using Amazon.Athena.Model;

namespace AWSSDK.Subsets.Tests.Answering;

public sealed class SignatureTests
{
    [Fact]
    public async Task The_check_sees_a_changed_body_a_changed_header_and_another_secret()
    {
        await using var server = await AnsweringServer.StartAsync(Answers.Json("{}"));
        using var client = new AmazonAthenaClient(AnsweringServer.Credentials, server.Config(new AmazonAthenaConfig()));
        await client.GetQueryExecutionAsync(new GetQueryExecutionRequest { QueryExecutionId = "1" }, TestContext.Current.CancellationToken);
        var seen = Assert.Single(server.Seen);
        var changed = new Dictionary<string, string>(seen.Headers, StringComparer.Ordinal)
        {
            ["x-amz-target"] = "AmazonAthena.StopQueryExecution",
        };

        Assert.True(Signature.IsValid("POST", "/", seen.Headers, seen.Body, AnsweringServer.Secret));
        Assert.False(Signature.IsValid("POST", "/", seen.Headers, [.. seen.Body, 0], AnsweringServer.Secret));
        Assert.False(Signature.IsValid("POST", "/", changed, seen.Body, AnsweringServer.Secret));
        Assert.False(Signature.IsValid("POST", "/", seen.Headers, seen.Body, "another"));
        Assert.Equal("application/x-amz-json-1.1", seen.Headers["content-type"]);
        Assert.Equal("AmazonAthena.GetQueryExecution", seen.Target);
    }
}
