using System.Text.Json.Nodes;
using Amazon.SQS;
using Amazon.SQS.Model;
using Datalake.Aws.Operations.Redriving;
using Datalake.Aws.Operations.Stacks;
using Datalake.Aws.Testing;

namespace Datalake.Aws.Operations.Tests.Redriving;

public sealed class RedriveTests(MotoFixture moto)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Notifications_go_to_their_topic_and_leave_the_queue()
    {
        using var test = await TestStack.CreateAsync(moto);
        await test.DieAsync(test.StructureDead, Letters.Event(test.RawTopic, "one", "two"));
        await test.DieAsync(test.StructureDead, Letters.Envelope(test.StructuredTopic, "three é"));
        var report = (await RunAsync(test, new RedriveRequest())).Single(one => one.Function == "StructCartsData");
        Assert.Equal((2, 2, 3, 0, 0), (report.Messages, report.Redriven, report.Notifications, report.Left, report.Failed));
        Assert.Equal([(test.RawTopic, "one"), (test.RawTopic, "two"), (test.StructuredTopic, "three é")], (await test.HearAsync()).Order());
        Assert.Equal(0, await test.CountAsync(test.StructureDead));
    }

    [Fact]
    public async Task Events_of_the_schedule_are_dropped_and_told()
    {
        using var test = await TestStack.CreateAsync(moto);
        await test.DieAsync(test.PartitionDead, Letters.Scheduled);
        var report = Assert.Single(await RunAsync(test, new RedriveRequest { Function = "submitPartitionRoutineCluster" }));
        Assert.Equal((1, 1, 0), (report.Messages, report.Dropped, report.Notifications));
        Assert.Contains("was deleted. The hours it was for stay due", Assert.Single(report.Notes), StringComparison.Ordinal);
        Assert.Equal(0, await test.CountAsync(test.PartitionDead));
        Assert.Empty(await test.HearAsync());
    }

    [Fact]
    public async Task What_is_not_known_or_of_another_topic_is_left_where_others_see_it()
    {
        using var test = await TestStack.CreateAsync(moto);
        await test.DieAsync(test.StructureDead, "{\"hello\":1}");
        await test.DieAsync(test.StructureDead, Letters.Event("arn:aws:sns:eu-west-1:123456789012:somebody-elses", "x"));
        await test.DieAsync(test.StructureDead, Letters.Event(test.RawTopic, "good"));
        var report = (await RunAsync(test, new RedriveRequest())).Single(one => one.Function == "StructCartsData");
        Assert.Equal((3, 1, 2, 0), (report.Messages, report.Redriven, report.Left, report.Failed));
        Assert.Contains(
            report.Notes, note => note.Contains("neither a topic's notification nor a schedule's event", StringComparison.Ordinal));
        Assert.Contains(report.Notes, note => note.Contains("somebody-elses is none of this stack's", StringComparison.Ordinal));
        Assert.Equal("good", Assert.Single(await test.HearAsync()).Message);
        Assert.Equal(2, await test.CountAsync(test.StructureDead));
    }

    [Fact]
    public async Task A_message_that_cannot_be_published_stays()
    {
        using var test = await TestStack.CreateAsync(moto);
        var description = test.Describe();
        var gone = test.RawTopic + "-gone";
        description["datasets"]!["carts"]!["rawTopic"] = gone;
        await test.PutAsync(StackDescription.Key, description.ToJsonString());
        await test.DieAsync(test.StructureDead, Letters.Event(gone, "one"));
        var report = (await RunAsync(test, new RedriveRequest())).Single(one => one.Function == "StructCartsData");
        Assert.Equal((1, 0, 1, 1), (report.Messages, report.Redriven, report.Left, report.Failed));
        Assert.Contains("NotFound", Assert.Single(report.Notes), StringComparison.Ordinal);
        Assert.Equal(1, await test.CountAsync(test.StructureDead));
    }

    [Fact]
    public async Task A_dry_run_changes_nothing()
    {
        using var test = await TestStack.CreateAsync(moto);
        for (var i = 0; i < 12; i++) await test.DieAsync(test.StructureDead, Letters.Event(test.RawTopic, "one", "two"));
        await test.DieAsync(test.PartitionDead, Letters.Scheduled);
        var reports = await RunAsync(test, new RedriveRequest { DryRun = true });
        Assert.Equal(
            [(12, 12, 24, 0), (1, 0, 0, 1)],
            reports.Select(report => ((int)report.Messages, (int)report.Redriven, (int)report.Notifications, (int)report.Dropped))
        );
        Assert.Equal((12, 1), (await test.CountAsync(test.StructureDead), await test.CountAsync(test.PartitionDead)));
        Assert.Empty(await test.HearAsync());
    }

    [Fact]
    public async Task No_more_than_the_maximum_are_taken()
    {
        using var test = await TestStack.CreateAsync(moto);
        for (var i = 0; i < 5; i++) await test.DieAsync(test.StructureDead, Letters.Event(test.RawTopic, "one"));
        await test.DieAsync(test.PartitionDead, Letters.Scheduled);
        var reports = await RunAsync(test, new RedriveRequest { Maximum = 3 });
        Assert.Equal(3, reports.Sum(report => report.Messages));
        Assert.Equal((2, 1), (await test.CountAsync(test.StructureDead), await test.CountAsync(test.PartitionDead)));
    }

    [Fact]
    public async Task A_message_that_came_after_the_start_is_not_taken()
    {
        using var test = await TestStack.CreateAsync(moto);
        await test.DieAsync(test.StructureDead, Letters.Event(test.RawTopic, "one"));
        var redrive = new Redrive(test.Clients.Sqs, test.Clients.Sns, await test.DescribeAsync(), new Earlier());
        var reports = await redrive.RunAsync(new RedriveRequest(), null, Cancellation);
        Assert.Equal((0, 1), (reports.Sum(report => report.Messages), reports.Sum(report => report.Remaining)));
        Assert.Contains(
            "1 came after the command began", Assert.Single(reports.SelectMany(report => report.Notes)), StringComparison.Ordinal);
        Assert.Equal(1, await test.CountAsync(test.StructureDead));
    }

    [Fact]
    public async Task Messages_that_another_process_has_taken_are_reported()
    {
        using var test = await TestStack.CreateAsync(moto);
        for (var i = 0; i < 3; i++) await test.DieAsync(test.StructureDead, Letters.Event(test.RawTopic, "one"));
        var taken = await test.Clients.Sqs.ReceiveMessageAsync(
            new ReceiveMessageRequest
            {
                QueueUrl = test.StructureDead,
                MaxNumberOfMessages = 1,
                VisibilityTimeout = 300,
            },
            Cancellation
        );
        Assert.Single(taken.Messages);

        var report = Assert.Single(await RunAsync(test, new RedriveRequest { Function = "StructCartsData" }));

        Assert.Equal((2, 2, 1), (report.Messages, report.Redriven, report.Remaining));
        Assert.Contains("1 are in flight", Assert.Single(report.Notes), StringComparison.Ordinal);
        Assert.Contains("lake aws redrive --function StructCartsData", report.Notes[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0, 1, 2, 3)]
    [InlineData(1, 2, 4, 5)]
    public async Task A_poll_that_finds_nothing_does_not_end_the_run_while_messages_are_there(params int[] quiet)
    {
        using var test = await TestStack.CreateAsync(moto);
        for (var i = 0; i < 25; i++) await test.DieAsync(test.StructureDead, Letters.Event(test.RawTopic, "one"));
        using var sqs = new UnsteadySqs(moto) { QuietPolls = quiet };

        var report = Assert.Single(await RunAsync(test, new RedriveRequest { Function = "StructCartsData" }, sqs));

        Assert.Equal((25, 25, 0), (report.Messages, report.Redriven, report.Remaining));
        Assert.Equal(0, await test.CountAsync(test.StructureDead));
    }

    [Fact]
    public async Task A_queue_that_counts_messages_and_gives_none_is_reported()
    {
        using var test = await TestStack.CreateAsync(moto);
        await test.DieAsync(test.StructureDead, Letters.Event(test.RawTopic, "one"));
        using var sqs = new UnsteadySqs(moto) { QuietPolls = Enumerable.Range(0, 100).ToArray() };

        var report = Assert.Single(await RunAsync(test, new RedriveRequest { Function = "StructCartsData" }, sqs));

        Assert.Equal((0, 1), (report.Messages, report.Remaining));
        Assert.Contains("1 the queue counts and did not hand out", Assert.Single(report.Notes), StringComparison.Ordinal);
        Assert.True(sqs.Polls < 10, $"{sqs.Polls} polls");
    }

    [Fact]
    public async Task A_queue_that_cannot_be_counted_is_reported()
    {
        using var test = await TestStack.CreateAsync(moto);
        await test.DieAsync(test.StructureDead, Letters.Event(test.RawTopic, "one"));
        using var sqs = new UnsteadySqs(moto) { MayCount = false };

        var report = Assert.Single(await RunAsync(test, new RedriveRequest { Function = "StructCartsData" }, sqs));

        Assert.Equal((1, 1, null), (report.Messages, report.Redriven, report.Remaining));
        Assert.Contains("sqs:GetQueueAttributes", Assert.Single(report.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_function_that_is_not_there_and_a_queue_that_is_not_there_are_told()
    {
        using var test = await TestStack.CreateAsync(moto);
        var unknown = await Assert.ThrowsAsync<OperationException>(() => RunAsync(test, new RedriveRequest { Function = "Nobody" }));
        Assert.True(unknown.IsUsage);
        Assert.Contains("It has: StructCartsData, submitPartitionRoutineCluster.", unknown.Message, StringComparison.Ordinal);

        var description = test.Describe();
        description["deadLetters"] = new JsonObject { ["StructCartsData"] = test.StructureDead + "-gone" };
        await test.PutAsync(StackDescription.Key, description.ToJsonString());
        var gone = await Assert.ThrowsAsync<OperationException>(() => RunAsync(test, new RedriveRequest()));
        Assert.Contains("Cannot read the dead letters of StructCartsData", gone.Message, StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<RedriveReport>> RunAsync(TestStack test, RedriveRequest request, IAmazonSQS? sqs = null) =>
        await new Redrive(sqs ?? test.Clients.Sqs, test.Clients.Sns, await test.DescribeAsync(), TimeProvider.System).RunAsync(
            request, null, Cancellation);

    private sealed class Earlier : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddHours(-1);
    }
}
