namespace Amazon.ElasticMapReduce.Model;

/// <summary>Asks for a cluster.</summary>
public partial class DescribeClusterRequest : AmazonElasticMapReduceRequest
{
    /// <summary>Its id. Required.</summary>
    public string ClusterId { get; set; }
}
