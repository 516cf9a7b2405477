using Amazon.Runtime;

namespace Amazon.ElasticMapReduce.Model;

/// <summary>The cluster that starts.</summary>
public partial class RunJobFlowResponse : AmazonWebServiceResponse
{
    /// <summary>Its id, <c>j-…</c>.</summary>
    public string JobFlowId { get; set; }

    /// <summary>Its ARN.</summary>
    public string ClusterArn { get; set; }
}
