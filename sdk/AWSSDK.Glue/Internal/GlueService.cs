using Amazon.Glue.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using AwsProtocols;
using AwsProtocols.Endpoints;
using AwsProtocols.Json;

namespace Amazon.Glue.Internal;

/// <summary>What is particular to AWS Glue.</summary>
internal static class GlueService
{
    internal static readonly ServiceDescription Description = new("Glue", "glue", "2017-03-31");

    internal static readonly RegionalEndpointProvider Endpoints = new(Description.SigningName);

    private static readonly JsonService Json = new(Description, "AWSGlue", GlueJson.Default, Error);

    internal static readonly JsonOperation<GetTableRequest, GetTableResponse> GetTable =
        new(Json, "GetTable");
    internal static readonly JsonOperation<CreateTableRequest, CreateTableResponse> CreateTable =
        new(Json, "CreateTable");
    internal static readonly JsonOperation<UpdateTableRequest, UpdateTableResponse> UpdateTable =
        new(Json, "UpdateTable");
    internal static readonly JsonOperation<GetPartitionsRequest, GetPartitionsResponse> GetPartitions =
        new(Json, "GetPartitions");
    internal static readonly JsonOperation<BatchCreatePartitionRequest, BatchCreatePartitionResponse> BatchCreatePartition =
        new(Json, "BatchCreatePartition");
    internal static readonly JsonOperation<StartCrawlerRequest, StartCrawlerResponse> StartCrawler =
        new(Json, "StartCrawler");
    internal static readonly JsonOperation<GetCrawlerRequest, GetCrawlerResponse> GetCrawler =
        new(Json, "GetCrawler");

    private static AmazonGlueException Error(ErrorResponse e, ErrorMembers members) => e.Code switch
    {
        "AlreadyExistsException" => new AlreadyExistsException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "ConcurrentModificationException" =>
            new ConcurrentModificationException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "CrawlerRunningException" => new CrawlerRunningException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "EntityNotFoundException" => new EntityNotFoundException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode)
        {
            FromFederationSource = members.Flag("FromFederationSource"),
        },
        "FederationSourceException" => new FederationSourceException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode)
        {
            FederationSourceErrorCode = members.Text("FederationSourceErrorCode"),
        },
        "FederationSourceRetryableException" =>
            new FederationSourceRetryableException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "GlueEncryptionException" => new GlueEncryptionException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "InternalServiceException" => new InternalServiceException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "InvalidInputException" => new InvalidInputException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode)
        {
            FromFederationSource = members.Flag("FromFederationSource"),
        },
        "InvalidStateException" => new InvalidStateException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "OperationTimeoutException" =>
            new OperationTimeoutException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "ResourceNotReadyException" =>
            new ResourceNotReadyException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "ResourceNumberLimitExceededException" =>
            new ResourceNumberLimitExceededException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        _ => new AmazonGlueException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
    };
}
