using Amazon.Runtime;

namespace Amazon.Glue.Model;

/// <summary>What could not be made.</summary>
public partial class BatchCreatePartitionResponse : AmazonWebServiceResponse
{
    /// <summary>The partitions that failed, with the reason.</summary>
    public List<PartitionError> Errors { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
