using System.Globalization;
using System.Net;
using Amazon;
using Amazon.ElasticMapReduce;
using Amazon.ElasticMapReduce.Model;
using Amazon.Runtime;

namespace Datalake.Aws.Tests.Partitioning;

/// <summary>EMR with clusters whose states a test sets, which the emulator cannot be made to do.</summary>
internal sealed class FakeEmr() : AmazonElasticMapReduceClient(new AnonymousAWSCredentials(), RegionEndpoint.EUWest1)
{
    private readonly Lock gate = new();

    public List<RunJobFlowRequest> Started { get; } = [];

    public Dictionary<string, (string Cluster, string Step)> States { get; } = new(StringComparer.Ordinal);

    /// <summary>Thrown by the next start; with <see cref="StartsAllTheSame"/> the cluster is there in spite of it.</summary>
    public Exception? Fault { get; set; }

    public bool StartsAllTheSame { get; set; }

    public static AmazonElasticMapReduceException Refusal(string code, HttpStatusCode status) =>
        new("Said so.", null, ErrorType.Sender, code, "req-1", status);

    public override Task<RunJobFlowResponse> RunJobFlowAsync(RunJobFlowRequest request, CancellationToken cancellationToken = default)
    {
        lock (gate)
        {
            var fault = Fault;
            Fault = null;
            if (fault is null || StartsAllTheSame)
            {
                Started.Add(request);
                States[Id(Started.Count)] = ("STARTING", "PENDING");
            }

            return fault is null
                ? Task.FromResult(new RunJobFlowResponse { JobFlowId = Id(Started.Count) })
                : Task.FromException<RunJobFlowResponse>(fault);
        }
    }

    public override Task<DescribeClusterResponse> DescribeClusterAsync(
        DescribeClusterRequest request, CancellationToken cancellationToken = default) =>
        States.TryGetValue(request.ClusterId, out var state)
            ? Task.FromResult(
                new DescribeClusterResponse
                {
                    Cluster = new Cluster
                    {
                        Id = request.ClusterId,
                        Status = new ClusterStatus { State = state.Cluster },
                    },
                }
            )
            : Task.FromException<DescribeClusterResponse>(
                new InvalidRequestException(
                    "No such cluster.", null, ErrorType.Sender, "InvalidRequestException", "req-2", HttpStatusCode.BadRequest)
            );

    public override Task<ListStepsResponse> ListStepsAsync(ListStepsRequest request, CancellationToken cancellationToken = default) =>
        Task.FromResult(
            new ListStepsResponse { Steps = [new StepSummary { Status = new StepStatus { State = States[request.ClusterId].Step } }] });

    // Pages of one, so that whoever looks for a cluster has to turn them.
    public override Task<ListClustersResponse> ListClustersAsync(ListClustersRequest request, CancellationToken cancellationToken = default)
    {
        var page = request.Marker is null ? 0 : int.Parse(request.Marker, CultureInfo.InvariantCulture);
        var response = new ListClustersResponse { Clusters = [] };
        if (page < Started.Count) response.Clusters.Add(new ClusterSummary { Id = Id(page + 1), Name = Started[page].Name });
        if (page + 1 < Started.Count) response.Marker = (page + 1).ToString(CultureInfo.InvariantCulture);
        return Task.FromResult(response);
    }

    public static string Id(int number) => "j-" + number.ToString(CultureInfo.InvariantCulture);
}
