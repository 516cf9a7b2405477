using Amazon.Runtime;

namespace Amazon.ElasticMapReduce.Model;

/// <summary>A cluster.</summary>
public partial class DescribeClusterResponse : AmazonWebServiceResponse
{
    /// <summary>The cluster.</summary>
    public Cluster Cluster { get; set; }
}
