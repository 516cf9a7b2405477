using Amazon.Athena.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using AwsProtocols;
using AwsProtocols.Endpoints;
using AwsProtocols.Json;

namespace Amazon.Athena.Internal;

/// <summary>What is particular to Amazon Athena.</summary>
internal static class AthenaService
{
    internal static readonly ServiceDescription Description = new("Athena", "athena", "2017-05-18");

    internal static readonly RegionalEndpointProvider Endpoints = new(Description.SigningName);

    private static readonly JsonService Json = new(Description, "AmazonAthena", AthenaJson.Default, Error);

    internal static readonly JsonOperation<StartQueryExecutionRequest, StartQueryExecutionResponse> StartQueryExecution =
        new(Json, "StartQueryExecution");
    internal static readonly JsonOperation<GetQueryExecutionRequest, GetQueryExecutionResponse> GetQueryExecution =
        new(Json, "GetQueryExecution");
    internal static readonly JsonOperation<GetQueryResultsRequest, GetQueryResultsResponse> GetQueryResults =
        new(Json, "GetQueryResults");
    internal static readonly JsonOperation<StopQueryExecutionRequest, StopQueryExecutionResponse> StopQueryExecution =
        new(Json, "StopQueryExecution");

    private static AmazonAthenaException Error(ErrorResponse e, ErrorMembers members) => e.Code switch
    {
        "InternalServerException" => new InternalServerException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "InvalidRequestException" => new InvalidRequestException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode)
        {
            AthenaErrorCode = members.Text("AthenaErrorCode"),
        },
        "TooManyRequestsException" => new TooManyRequestsException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode)
        {
            Reason = members.Text("Reason"),
        },
        _ => new AmazonAthenaException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
    };
}
