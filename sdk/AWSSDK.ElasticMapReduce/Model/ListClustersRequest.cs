namespace Amazon.ElasticMapReduce.Model;

/// <summary>Which clusters to list.</summary>
public partial class ListClustersRequest : AmazonElasticMapReduceRequest
{
    /// <summary>Only those in one of these states.</summary>
    public List<string> ClusterStates { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>Only those made after this.</summary>
    public DateTime? CreatedAfter { get; set; }

    /// <summary>Only those made before this.</summary>
    public DateTime? CreatedBefore { get; set; }

    /// <summary>The page: the marker of the page before.</summary>
    public string Marker { get; set; }
}
