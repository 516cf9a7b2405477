using Amazon.Runtime;

namespace Amazon.SQS.Model;

/// <summary>Attributes of a queue.</summary>
public partial class GetQueueAttributesResponse : AmazonWebServiceResponse
{
    /// <summary>Their values by name.</summary>
    public Dictionary<string, string> Attributes { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
