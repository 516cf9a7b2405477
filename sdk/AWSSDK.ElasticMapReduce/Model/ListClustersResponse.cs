using Amazon.Runtime;

namespace Amazon.ElasticMapReduce.Model;

/// <summary>A page of clusters.</summary>
public partial class ListClustersResponse : AmazonWebServiceResponse
{
    /// <summary>The clusters.</summary>
    public List<ClusterSummary> Clusters { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The next page; null when this is the last.</summary>
    public string Marker { get; set; }
}
