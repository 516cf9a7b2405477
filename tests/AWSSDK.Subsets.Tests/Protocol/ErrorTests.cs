using System.Text.Json.Nodes;
using Amazon.Athena;
using Amazon.Athena.Model;
using Amazon.ElasticMapReduce;
using Amazon.ElasticMapReduce.Model;
using Amazon.Glue;
using Amazon.Glue.Model;
using Amazon.KinesisFirehose;
using Amazon.KinesisFirehose.Model;
using Amazon.Runtime;
using Amazon.SimpleNotificationService;
using Amazon.SimpleNotificationService.Model;
using AWSSDK.Subsets.Tests.Answering;

namespace AWSSDK.Subsets.Tests.Protocol;

public sealed class ErrorTests
{
    private const string Xml = "text/xml";

    public static TheoryData<string, string, Type> Modelled => new()
    {
        { "firehose", "ResourceNotFoundException", typeof(ResourceNotFoundException) },
        { "firehose", "InvalidArgumentException", typeof(InvalidArgumentException) },
        { "firehose", "AccessDeniedException", typeof(AmazonKinesisFirehoseException) },
        { "emr", "InvalidRequestException", typeof(Amazon.ElasticMapReduce.Model.InvalidRequestException) },
        { "emr", "ValidationException", typeof(AmazonElasticMapReduceException) },
        { "glue", "EntityNotFoundException", typeof(EntityNotFoundException) },
        { "glue", "CrawlerRunningException", typeof(CrawlerRunningException) },
        { "athena", "InvalidRequestException", typeof(Amazon.Athena.Model.InvalidRequestException) },
        { "sns", "NotFound", typeof(NotFoundException) },
        { "sns", "InvalidParameter", typeof(InvalidParameterException) },
        { "sns", "SomethingNew", typeof(AmazonSimpleNotificationServiceException) },
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Modelled))]
    public async Task An_error_is_its_modelled_exception_with_code_status_and_request_id(string service, string code, Type exception)
    {
        await using var server = await AnsweringServer.StartAsync(service == "sns" ? XmlError(400, code) : Answers.Error(400, code));

        var e = await CallAsync(service, server);

        Assert.IsType(exception, e);
        Assert.Equal((code, 400, "request-1"), (e.ErrorCode, (int)e.StatusCode, e.RequestId));
        Assert.Equal("what went wrong", e.Message);
        Assert.True(Assert.Single(server.Seen).SignatureIsValid);
    }

    [Fact]
    public async Task An_error_without_the_members_that_it_could_have_has_none()
    {
        var glue = Assert.IsType<EntityNotFoundException>(await AnsweredAsync("glue", "EntityNotFoundException"));
        Assert.Null(glue.FromFederationSource);
        var answered = await AnsweredAsync("emr", "InvalidRequestException");
        var emr = Assert.IsType<Amazon.ElasticMapReduce.Model.InvalidRequestException>(answered);
        Assert.Null(emr.ErrorCode);
        Assert.Equal("InvalidRequestException", answered.ErrorCode);
    }

    [Fact]
    public async Task A_member_of_another_kind_than_the_model_says_does_not_hide_the_error()
    {
        var strange = new Dictionary<string, JsonNode>(StringComparer.Ordinal) { ["FromFederationSource"] = JsonValue.Create("perhaps") };
        var e = Assert.IsType<InvalidInputException>(await AnsweredAsync("glue", "InvalidInputException", strange));
        Assert.Equal("what went wrong", e.Message);
        Assert.Null(e.FromFederationSource);
    }

    [Fact]
    public async Task An_error_that_is_no_JSON_is_still_an_error_of_the_service_with_its_status()
    {
        await using var server = await AnsweringServer.StartAsync(Answers.Respond(403, "text/html", "<html>the proxy says no</html>"));

        var e = await CallAsync("firehose", server);

        Assert.IsType<AmazonKinesisFirehoseException>(e);
        Assert.Equal(403, (int)e.StatusCode);
    }

    [Fact]
    public async Task An_error_without_a_body_is_still_an_error_of_the_service_with_its_status()
    {
        await using var server = await AnsweringServer.StartAsync(Answers.Respond(404, "application/x-amz-json-1.1", string.Empty));

        var e = await CallAsync("glue", server);

        Assert.IsType<AmazonGlueException>(e);
        Assert.Equal(404, (int)e.StatusCode);
    }

    [Theory]
    [InlineData("{\"FailedPutCount\": ")]
    [InlineData("<html>a captive portal</html>")]
    [InlineData("{\"FailedPutCount\":\"many\"}")]
    public async Task An_answer_of_success_that_cannot_be_read_is_an_error_and_no_success(string body)
    {
        await using var server = await AnsweringServer.StartAsync(Answers.Json(body));
        using var client = new AmazonKinesisFirehoseClient(AnsweringServer.Credentials, server.Config(new AmazonKinesisFirehoseConfig()));

        await Assert.ThrowsAsync<AmazonUnmarshallingException>(() => client.PutRecordBatchAsync("s", [], Cancellation));
    }

    /// <summary>The exception of an answered error.</summary>
    /// <param name="service">The service, e.g. <c>glue</c>.</param>
    /// <param name="code">The error's code.</param>
    /// <param name="members">Its members beside code and message.</param>
    internal static async Task<AmazonServiceException> AnsweredAsync(
        string service, string code, IReadOnlyDictionary<string, JsonNode>? members = null)
    {
        await using var server = await AnsweringServer.StartAsync(
            service == "sns" ? XmlError(400, code) : Answers.Error(400, code, "what went wrong", members));
        return await CallAsync(service, server);
    }

    private static Answer XmlError(int status, string code) => Answers.Respond(
        status,
        Xml,
        $"""
        <ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>Sender</Type><Code>{code}</Code>
        <Message>what went wrong</Message></Error><RequestId>request-1</RequestId></ErrorResponse>
        """);

    private static async Task<AmazonServiceException> CallAsync(string service, AnsweringServer server)
    {
        Func<Task> call = service switch
        {
            "firehose" => () =>
                new AmazonKinesisFirehoseClient(
                    AnsweringServer.Credentials,
                    server.Config(new AmazonKinesisFirehoseConfig())
                ).DescribeDeliveryStreamAsync(new DescribeDeliveryStreamRequest(), Cancellation),
            "emr" => () => new AmazonElasticMapReduceClient(AnsweringServer.Credentials, server.Config(new AmazonElasticMapReduceConfig()))
                .ListClustersAsync(Cancellation),
            "glue" => () => new AmazonGlueClient(AnsweringServer.Credentials, server.Config(new AmazonGlueConfig()))
                .GetTableAsync(new GetTableRequest(), Cancellation),
            "athena" => () => new AmazonAthenaClient(AnsweringServer.Credentials, server.Config(new AmazonAthenaConfig()))
                .GetQueryExecutionAsync(new GetQueryExecutionRequest(), Cancellation),
            _ => () => new AmazonSimpleNotificationServiceClient(
                    AnsweringServer.Credentials,
                    server.Config(new AmazonSimpleNotificationServiceConfig())
                ).PublishAsync("arn", "text", Cancellation),
        };
        return await Assert.ThrowsAnyAsync<AmazonServiceException>(call);
    }
}
