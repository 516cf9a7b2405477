using Amazon.ElasticMapReduce.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using AwsProtocols;
using AwsProtocols.Endpoints;
using AwsProtocols.Json;

namespace Amazon.ElasticMapReduce.Internal;

/// <summary>What is particular to Amazon EMR.</summary>
internal static class EmrService
{
    internal static readonly ServiceDescription Description = new("EMR", "elasticmapreduce", "2009-03-31");

    internal static readonly RegionalEndpointProvider Endpoints = new(Description.SigningName, plainFipsInGovCloud: true);

    private static readonly JsonService Json = new(Description, "ElasticMapReduce", EmrJson.Default, Error);

    internal static readonly JsonOperation<RunJobFlowRequest, RunJobFlowResponse> RunJobFlow =
        new(Json, "RunJobFlow");
    internal static readonly JsonOperation<DescribeClusterRequest, DescribeClusterResponse> DescribeCluster =
        new(Json, "DescribeCluster");
    internal static readonly JsonOperation<ListClustersRequest, ListClustersResponse> ListClusters =
        new(Json, "ListClusters");
    internal static readonly JsonOperation<ListStepsRequest, ListStepsResponse> ListSteps =
        new(Json, "ListSteps");
    internal static readonly JsonOperation<TerminateJobFlowsRequest, TerminateJobFlowsResponse> TerminateJobFlows =
        new(Json, "TerminateJobFlows");

    private static AmazonElasticMapReduceException Error(ErrorResponse e, ErrorMembers members) => e.Code switch
    {
        "InternalServerError" =>
            new InternalServerErrorException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "InternalServerException" => new InternalServerException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "InvalidRequestException" => new InvalidRequestException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode)
        {
            ErrorCode = members.Text("ErrorCode"),
        },
        _ => new AmazonElasticMapReduceException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
    };
}
