namespace Amazon.ElasticMapReduce.Model;

/// <summary>Which clusters to shut down.</summary>
public partial class TerminateJobFlowsRequest : AmazonElasticMapReduceRequest
{
    /// <summary>An empty one.</summary>
    public TerminateJobFlowsRequest()
    {
    }

    /// <summary>These clusters.</summary>
    public TerminateJobFlowsRequest(List<string> jobFlowIds)
    {
        JobFlowIds = jobFlowIds;
    }

    /// <summary>Their ids, 10 at most. Required.</summary>
    public List<string> JobFlowIds { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
