using Amazon.ElasticMapReduce;
using Amazon.ElasticMapReduce.Model;
using AWSSDK.Subsets.Tests.Answering;

namespace AWSSDK.Subsets.Tests.Emr;

public sealed class ClusterAnswerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Times_are_exact_to_the_millisecond_and_UTC()
    {
        await using var server = await AnsweringServer.StartAsync(Answers.Json(
                """{"Cluster":{"Status":{"Timeline":{"CreationDateTime":1795165805.123,"ReadyDateTime":1.795165806E9,"EndDateTime":"2026-11-20T09:10:07Z"}}}}"""
            )
        );
        using var client = Client(server);

        var timeline = (await client.DescribeClusterAsync(new DescribeClusterRequest(), Cancellation)).Cluster.Status.Timeline;

        var created = DateTimeOffset.FromUnixTimeMilliseconds(1795165805123).UtcDateTime;
        Assert.Equal((created, DateTimeKind.Utc), (timeline.CreationDateTime!.Value, timeline.CreationDateTime.Value.Kind));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1795165806).UtcDateTime, timeline.ReadyDateTime);
        Assert.Equal(
            (new DateTime(2026, 11, 20, 9, 10, 7, DateTimeKind.Utc), DateTimeKind.Utc),
            (timeline.EndDateTime!.Value, timeline.EndDateTime.Value.Kind)
        );
    }

    [Fact]
    public async Task A_time_is_sent_as_seconds_whatever_its_kind()
    {
        await using var server = await AnsweringServer.StartAsync(Answers.Json("{}"));
        using var client = Client(server);
        var utc = new DateTime(2026, 11, 20, 9, 10, 7, 250, DateTimeKind.Utc);

        await client.ListClustersAsync(new ListClustersRequest { CreatedAfter = utc, CreatedBefore = utc.ToLocalTime() }, Cancellation);

        var seconds = new DateTimeOffset(utc).ToUnixTimeMilliseconds() / 1_000m;
        Assert.Equal(seconds, server.Seen[0].Json["CreatedAfter"]!.GetValue<decimal>());
        Assert.Equal(seconds, server.Seen[0].Json["CreatedBefore"]!.GetValue<decimal>());
    }

    [Fact]
    public async Task A_state_and_a_reason_that_came_later_are_kept_and_what_is_not_known_is_passed_over()
    {
        await using var server = await AnsweringServer.StartAsync(Answers.Json(
            """
                {"Cluster":{"Id":"j-1","Status":{"State":"HIBERNATING","StateChangeReason":{"Code":"STEP_FAILURE","Message":"Steps completed with errors"},
                 "ErrorDetails":[{"ErrorCode":"E1","ErrorMessage":"m","ErrorData":[{"instance-id":"i-1"}]}]},"Shiny":{"New":[{"Thing":null}]},"Tags":[]}}
            """));
        using var client = Client(server);

        var cluster = (await client.DescribeClusterAsync(new DescribeClusterRequest { ClusterId = "j-1" }, Cancellation)).Cluster;

        Assert.Equal("HIBERNATING", cluster.Status.State.Value);
        Assert.Equal(ClusterStateChangeReasonCode.STEP_FAILURE, cluster.Status.StateChangeReason.Code);
        Assert.Equal("i-1", cluster.Status.ErrorDetails[0].ErrorData[0]["instance-id"]);
        Assert.Empty(cluster.Tags);
        Assert.Null(cluster.Applications);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    public async Task An_operation_that_answers_nothing_has_succeeded(string body)
    {
        await using var server = await AnsweringServer.StartAsync(Answers.Json(body));
        using var client = Client(server);

        var response = await client.TerminateJobFlowsAsync(new TerminateJobFlowsRequest(["j-1", "j-2"]), Cancellation);

        Assert.Equal("request-1", response.ResponseMetadata.RequestId);
        Assert.Equal("""{"JobFlowIds":["j-1","j-2"]}""", server.Seen[0].Text);
    }

    private static AmazonElasticMapReduceClient Client(AnsweringServer server) =>
        new(AnsweringServer.Credentials, server.Config(new AmazonElasticMapReduceConfig()));
}
