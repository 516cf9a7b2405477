using System.Text.Json.Nodes;
using Datalake.Aws.Operations.Stacks;
using Datalake.Aws.Testing;

namespace Datalake.Aws.Operations.Tests.Stacks;

public sealed class DeployedStackTests(MotoFixture moto)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stack_is_read_with_its_contracts()
    {
        using var test = await TestStack.CreateAsync(moto);
        var stack = await test.LoadAsync();
        var (contract, names) = stack.Require("carts");
        Assert.Equal(3, contract.Columns.Count);
        Assert.Equal(test.RawTopic, names.RawTopic);
        Assert.Equal(test.StructureDead, stack.Description.DeadLetters["StructCartsData"]);
        var unknown = Assert.Throws<OperationException>(() => stack.Require("orders"));
        Assert.True(unknown.IsUsage);
        Assert.Contains("It has: carts.", unknown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bucket_without_a_description_is_no_lake()
    {
        using var test = await TestStack.CreateAsync(moto);
        var failure = await Assert.ThrowsAsync<OperationException>(() =>
            DeployedStack.DescribeAsync(test.Clients.S3, test.RawBucket, Cancellation)
        );
        Assert.Contains($"There is no s3://{test.RawBucket}/_deploy/stack.json", failure.Message, StringComparison.Ordinal);
        Assert.Contains("pulumi up", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bucket_that_is_not_there_is_told()
    {
        using var test = await TestStack.CreateAsync(moto);
        var failure = await Assert.ThrowsAsync<Datalake.Storage.ObjectStoreException>(() =>
            DeployedStack.DescribeAsync(test.Clients.S3, "nowhere-at-all", Cancellation)
        );
        Assert.Contains("NoSuchBucket", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "malformed")]
    [InlineData("null", "it is null")]
    [InlineData("{\"region\":\"eu-west-1\"}", "lakeBucket")]
    [InlineData(
        "{\"region\":null,\"lakeBucket\":\"x\",\"workgroup\":\"w\",\"deliverFunction\":\"d\",\"partitionFunction\":\"p\",\"datasets\":{},\"deadLetters\":{}}",
        "region"
    )]
    public async Task A_malformed_description_says_what_is_wrong(string text, string message)
    {
        using var test = await TestStack.CreateAsync(moto);
        await test.PutAsync(StackDescription.Key, text);
        var failure = await Assert.ThrowsAsync<OperationException>(test.DescribeAsync);
        Assert.Contains("malformed", failure.Message, StringComparison.Ordinal);
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_problem_of_a_description_is_told_at_once()
    {
        using var test = await TestStack.CreateAsync(moto);
        var text = test.Describe();
        text["lakeBucket"] = "another";
        text["workgroup"] = "";
        text["datasets"]!["carts"]!["contract"] = "contract.json";
        text["datasets"]!["carts"]!["rawTopic"] = "arn:aws:sqs:eu-west-1:1:x";
        text["datasets"]!["orders"] = (JsonNode?)null;
        text["deadLetters"]!["StructCartsData"] = "no url";
        await test.PutAsync(StackDescription.Key, text.ToJsonString());
        var failure = await Assert.ThrowsAsync<OperationException>(test.DescribeAsync);
        foreach (
            var place in (string[])
                [
                    "$.lakeBucket is 'another'",
                    "$.workgroup is empty",
                    "$.datasets.carts.contract",
                    "$.datasets.carts.rawTopic",
                    "$.datasets.orders is null",
                    "$.deadLetters.StructCartsData",
                ]
        )
            Assert.Contains(place, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_contract_that_is_gone_is_told()
    {
        using var test = await TestStack.CreateAsync(moto);
        await test.Lake.DeleteAsync("_deploy/contracts/carts-1.json", Cancellation);
        var failure = await Assert.ThrowsAsync<OperationException>(test.LoadAsync);
        Assert.Contains("there is no contract at s3://", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("DATALAKE_CONTRACTS", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_region_than_the_stacks_is_refused()
    {
        using var test = await TestStack.CreateAsync(moto);
        var stack = await test.DescribeAsync();
        var failure = Assert.Throws<OperationException>(() =>
            StackClients.For(new StackConnection(test.LakeBucket, null, "us-west-2", null), stack)
        );
        Assert.True(failure.IsUsage);
        Assert.Contains("is in eu-west-1; --region says us-west-2", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_profile_that_is_not_there_is_told()
    {
        var failure = Assert.Throws<OperationException>(() =>
            StackClients.ForDescription(new StackConnection("lake", "no-such-profile-here", null, null))
        );
        Assert.True(failure.IsUsage);
        Assert.Contains("There is no profile 'no-such-profile-here'", failure.Message, StringComparison.Ordinal);
    }
}
