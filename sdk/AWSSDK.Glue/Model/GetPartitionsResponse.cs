using Amazon.Runtime;

namespace Amazon.Glue.Model;

/// <summary>A page of partitions.</summary>
public partial class GetPartitionsResponse : AmazonWebServiceResponse
{
    /// <summary>The partitions.</summary>
    public List<Partition> Partitions { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The next page; null when this is the last.</summary>
    public string NextToken { get; set; }
}
