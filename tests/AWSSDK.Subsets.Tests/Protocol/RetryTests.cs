using Amazon.KinesisFirehose;
using Amazon.KinesisFirehose.Model;
using Amazon.Runtime;
using AWSSDK.Subsets.Tests.Answering;
using Record = Amazon.KinesisFirehose.Model.Record;

namespace AWSSDK.Subsets.Tests.Protocol;

public sealed class RetryTests
{
    private const string Done = """{"FailedPutCount":0,"RequestResponses":[{"RecordId":"1"}]}""";

    public static TheoryData<string> Passing => ["500", "502", "503", "504", "throttled", "throttled with 400", "reset"];

    public static TheoryData<int, string> Lasting => new()
    {
        { 400, "ResourceNotFoundException" },
        { 400, "InvalidArgumentException" },
        { 403, "AccessDeniedException" },
        { 413, "RequestEntityTooLarge" },
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Passing))]
    public async Task What_passes_is_tried_again_with_the_same_content_signed_anew(string failure)
    {
        await using var server = await AnsweringServer.StartAsync(Failure(failure), Failure(failure), Answers.Json(Done));
        using var client = new AmazonKinesisFirehoseClient(AnsweringServer.Credentials, server.Config(new AmazonKinesisFirehoseConfig()));

        var response = await client.PutRecordBatchAsync(Batch(), Cancellation);

        Assert.Equal("1", Assert.Single(response.RequestResponses).RecordId);
        Assert.Equal(3, server.Seen.Count);
        Assert.All(server.Seen, request => Assert.True(request.SignatureIsValid));
        Assert.All(server.Seen, request => Assert.Equal("""{"DeliveryStreamName":"s","Records":[{"Data":"AAEC"}]}""", request.Text));
    }

    [Theory]
    [MemberData(nameof(Lasting))]
    public async Task What_lasts_is_not_tried_again(int status, string code)
    {
        await using var server = await AnsweringServer.StartAsync(Answers.Error(status, code));
        using var client = new AmazonKinesisFirehoseClient(AnsweringServer.Credentials, server.Config(new AmazonKinesisFirehoseConfig()));

        var e = await Assert.ThrowsAnyAsync<AmazonKinesisFirehoseException>(() => client.PutRecordBatchAsync(Batch(), Cancellation));

        Assert.Equal((status, code), ((int)e.StatusCode, e.ErrorCode));
        Assert.Single(server.Seen);
    }

    [Fact]
    public async Task Retries_end_after_the_number_that_is_set()
    {
        await using var server = await AnsweringServer.StartAsync(Answers.Error(503, "ServiceUnavailableException"));
        var config = server.Config(new AmazonKinesisFirehoseConfig { MaxErrorRetry = 1 });
        using var client = new AmazonKinesisFirehoseClient(AnsweringServer.Credentials, config);

        await Assert.ThrowsAsync<ServiceUnavailableException>(() => client.PutRecordBatchAsync(Batch(), Cancellation));

        Assert.Equal(2, server.Seen.Count);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_ends_at_once()
    {
        var arrived = new TaskCompletionSource();
        await using var server = await AnsweringServer.StartAsync(Answers.Silence(arrived));
        using var client = new AmazonKinesisFirehoseClient(AnsweringServer.Credentials, server.Config(new AmazonKinesisFirehoseConfig()));
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

        var call = client.PutRecordBatchAsync(Batch(), cancel.Token);
        await arrived.Task.WaitAsync(Cancellation);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Single(server.Seen);
    }

    [Fact]
    public async Task A_call_that_is_not_answered_in_time_is_an_error_and_no_cancellation_of_the_callers()
    {
        await using var server = await AnsweringServer.StartAsync(Answers.Silence(new TaskCompletionSource()));
        var config = server.Config(new AmazonKinesisFirehoseConfig { Timeout = TimeSpan.FromMilliseconds(100), MaxErrorRetry = 1 });
        using var client = new AmazonKinesisFirehoseClient(AnsweringServer.Credentials, config);

        var e = await Assert.ThrowsAnyAsync<Exception>(() => client.PutRecordBatchAsync(Batch(), Cancellation));

        Assert.True(e is AmazonClientException or TimeoutException or TaskCanceledException, e.ToString());
        Assert.False(Cancellation.IsCancellationRequested);
    }

    [Fact]
    public async Task A_call_that_is_not_answered_in_time_is_tried_again()
    {
        // However slow the machine is, the first call can only end by its time-out, and each further one is answered at once.
        await using var server = await AnsweringServer.StartAsync(Answers.Silence(new TaskCompletionSource()), Answers.Json(Done));
        var config = server.Config(new AmazonKinesisFirehoseConfig { Timeout = TimeSpan.FromSeconds(1), MaxErrorRetry = 20 });
        using var client = new AmazonKinesisFirehoseClient(AnsweringServer.Credentials, config);

        var response = await client.PutRecordBatchAsync(Batch(), Cancellation);

        Assert.Equal("1", Assert.Single(response.RequestResponses).RecordId);
        Assert.InRange(server.Seen.Count, 2, 21);
    }

    private static Answer Failure(string name) => name switch
    {
        "throttled" => Answers.Error(429, "ThrottlingException"),
        "throttled with 400" => Answers.Error(400, "ThrottlingException"),
        "reset" => Answers.Reset(),
        _ => Answers.Error(int.Parse(name, System.Globalization.CultureInfo.InvariantCulture), "InternalFailure"),
    };

    private static PutRecordBatchRequest Batch() =>
        new() { DeliveryStreamName = "s", Records = [new Record { Data = new MemoryStream([0, 1, 2]) }] };
}
