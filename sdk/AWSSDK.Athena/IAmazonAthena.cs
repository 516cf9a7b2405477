using Amazon.Athena.Model;
using Amazon.Runtime;

namespace Amazon.Athena;

/// <summary>Amazon Athena: SQL over what lies in S3.</summary>
public partial interface IAmazonAthena : IAmazonService, IDisposable
{
    /// <summary>Starts a query; it runs on its own, and <see cref="GetQueryExecutionAsync"/> says how far it is.</summary>
    Task<StartQueryExecutionResponse> StartQueryExecutionAsync(
        StartQueryExecutionRequest request, CancellationToken cancellationToken = default);

    /// <summary>Says how far a query is, and what it has cost.</summary>
    Task<GetQueryExecutionResponse> GetQueryExecutionAsync(GetQueryExecutionRequest request, CancellationToken cancellationToken = default);

    /// <summary>Gives a page of the rows of a query that succeeded, 1,000 at most.</summary>
    Task<GetQueryResultsResponse> GetQueryResultsAsync(GetQueryResultsRequest request, CancellationToken cancellationToken = default);

    /// <summary>Stops a query.</summary>
    Task<StopQueryExecutionResponse> StopQueryExecutionAsync(
        StopQueryExecutionRequest request, CancellationToken cancellationToken = default);
}
