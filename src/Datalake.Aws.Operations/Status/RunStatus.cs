using Amazon.ElasticMapReduce;
using Amazon.ElasticMapReduce.Model;
using Datalake.Aws.Partitioning;
using Datalake.Storage;

namespace Datalake.Aws.Operations.Status;

/// <summary>The last runs of the partition routine, and how their clusters are.</summary>
internal sealed class RunStatus(IObjectStore lake, IAmazonElasticMapReduce emr)
{
    private const int Shown = 5;

    public async Task<IReadOnlyList<StatusItem>> ReadAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<RunFile> files;
        try
        {
            files = await new RunFiles(lake).FindLatestAsync(Shown, cancellationToken);
        }
        catch (InvalidDataException malformed)
        {
            return [new StatusItem(StatusArea.Run, "unknown", "cluster_state", null, StatusLevel.Attention, malformed.Message)];
        }

        var items = new List<StatusItem>();
        for (var i = 0; i < files.Count; i++) items.AddRange(await ReadAsync(files[i], isLast: i == 0, cancellationToken));
        return items;
    }

    private async Task<IReadOnlyList<StatusItem>> ReadAsync(RunFile file, bool isLast, CancellationToken cancellationToken)
    {
        var (state, failure) = file switch
        {
            { Failure: { } reason } => ("not started", reason),
            { ClusterId: null } => ("being started", null),
            _ => await FindAsync(file.ClusterId, cancellationToken),
        };

        // What an older run could not do is due still, and a later run has had it.
        var level = isLast && failure is not null ? StatusLevel.Attention : StatusLevel.Ok;
        return
        [
            new StatusItem(StatusArea.Run, file.Run, "started_at", file.StartedAt),
            new StatusItem(StatusArea.Run, file.Run, "hours", (long)file.Hours.Count),
            new StatusItem(StatusArea.Run, file.Run, "cluster", file.ClusterId),
            new StatusItem(
                StatusArea.Run,
                file.Run,
                "cluster_state",
                state,
                level,
                level == StatusLevel.Ok ? null : $"The last run, {file.Run}, failed: {failure} Its hours are due again at the next trigger."
            ),
        ];
    }

    private async Task<(string State, string? Failure)> FindAsync(string clusterId, CancellationToken cancellationToken)
    {
        try
        {
            var status = (await emr.DescribeClusterAsync(new DescribeClusterRequest { ClusterId = clusterId }, cancellationToken))
                .Cluster
                ?.Status;
            var state = status?.State?.Value ?? "UNKNOWN";
            if (state == "TERMINATED_WITH_ERRORS")
                return (
                    state,
                    $"cluster {clusterId} ended with errors: {status?.StateChangeReason?.Message ?? "EMR gave no reason"}. Its logs are where the stack puts EMR's."
                );
            return state == "TERMINATED" ? await FindStepAsync(clusterId, cancellationToken) : (state, null);
        }
        catch (InvalidRequestException)
        {
            // EMR forgets clusters two months after they ended (EMR API Reference, "DescribeCluster").
            return ("forgotten", null);
        }
        catch (Exception failure) when (AwsFailure.IsOne(failure))
        {
            return ("unknown", $"cluster {clusterId} cannot be looked at: {AwsFailure.Describe(failure)}");
        }
    }

    // A cluster that a person ended is TERMINATED too; its step shows it.
    private async Task<(string State, string? Failure)> FindStepAsync(string clusterId, CancellationToken cancellationToken)
    {
        var steps = (await emr.ListStepsAsync(new ListStepsRequest { ClusterId = clusterId }, cancellationToken)).Steps ?? [];
        var step = steps.Find(one => one.Status?.State?.Value != "COMPLETED");
        if (step is null && steps.Count > 0) return ("TERMINATED, step COMPLETED", null);
        var state = step?.Status?.State?.Value ?? "without a step";
        return (
            $"TERMINATED, step {state}",
            $"cluster {clusterId} was ended, and its step is {state}: {step?.Status?.FailureDetails?.Message ?? "see its logs"}."
        );
    }
}
