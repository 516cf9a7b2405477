using Amazon.ElasticMapReduce;
using Amazon.ElasticMapReduce.Model;
using Amazon.Runtime;

namespace Datalake.Aws.Partitioning;

/// <summary>Starts EMR clusters that run one step and end, and says how they are.</summary>
/// <param name="emr">The client that looks.</param>
/// <param name="starter">
/// The client that starts. It must not retry by itself: RunJobFlow has no idempotency token, so a lost answer would be a second cluster.
/// </param>
/// <param name="settings">The cluster.</param>
public sealed class TransientClusters(IAmazonElasticMapReduce emr, IAmazonElasticMapReduce starter, ClusterSettings settings)
{
    /// <summary>Starts a cluster.</summary>
    /// <param name="name">Its name; no other cluster has it.</param>
    /// <param name="run">The run it works on, which becomes a tag.</param>
    /// <param name="planUri">What the job has to do.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The cluster's id.</returns>
    /// <exception cref="ClusterException">EMR refused, or its answer was lost.</exception>
    public async Task<string> StartAsync(string name, string run, string planUri, CancellationToken cancellationToken)
    {
        try
        {
            var response = await starter.RunJobFlowAsync(ClusterRequest.Create(settings, name, run, planUri), cancellationToken);
            return response.JobFlowId;
        }
        catch (Exception failure)
            when (failure
                    is AmazonClientException
                        or AmazonServiceException
                        or HttpRequestException
                        or IOException
                        or OperationCanceledException
            )
        {
            var service = failure as AmazonServiceException;
            var refused = service is { ErrorCode.Length: > 0 } && (int)service.StatusCode is >= 400 and < 500;
            var said = service is null
                ? failure.Message
                : $"{(int)service.StatusCode} {service.ErrorCode} (request {service.RequestId}): {service.Message}";
            var advice = refused
                ? "Check the DATALAKE_CLUSTER_ variables, the roles and the account's limits; the run is free again."
                : "Whether a cluster was started is looked up at the next trigger.";
            throw new ClusterException($"EMR did not start cluster {name}: {said} {advice}", !refused, failure);
        }
    }

    /// <summary>How a cluster is.</summary>
    /// <param name="clusterId">Its id.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public async Task<ClusterState> GetStateAsync(string clusterId, CancellationToken cancellationToken)
    {
        Cluster? cluster;
        try
        {
            cluster = (await emr.DescribeClusterAsync(new DescribeClusterRequest { ClusterId = clusterId }, cancellationToken)).Cluster;
        }
        catch (InvalidRequestException)
        {
            // EMR forgets clusters two months after they ended (EMR API Reference, "DescribeCluster" and "ListClusters").
            return ClusterState.Failed;
        }

        var state = cluster?.Status?.State?.Value;
        if (state == "TERMINATED_WITH_ERRORS") return ClusterState.Failed;
        if (state != "TERMINATED") return ClusterState.Active;

        // A cluster that a person or a lost instance ended is TERMINATED too; its step shows it.
        var steps = await emr.ListStepsAsync(new ListStepsRequest { ClusterId = clusterId }, cancellationToken);
        return steps.Steps is { Count: > 0 } all && all.TrueForAll(step => step.Status?.State?.Value == "COMPLETED")
            ? ClusterState.Succeeded
            : ClusterState.Failed;
    }

    /// <summary>Looks for a cluster by its name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="since">Only clusters that were started at that time or later, five minutes of clock difference allowed.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>Its id; null when there is none.</returns>
    public async Task<string?> FindByNameAsync(string name, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var request = new ListClustersRequest { CreatedAfter = since.UtcDateTime.AddMinutes(-5) };
        do
        {
            var page = await emr.ListClustersAsync(request, cancellationToken);
            if (page.Clusters?.Find(cluster => cluster.Name == name) is { } found) return found.Id;
            request.Marker = page.Marker;
        }
        while (!string.IsNullOrEmpty(request.Marker));
        return null;
    }
}
