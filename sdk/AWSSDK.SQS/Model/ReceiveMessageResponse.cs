using Amazon.Runtime;

namespace Amazon.SQS.Model;

/// <summary>The messages taken.</summary>
public partial class ReceiveMessageResponse : AmazonWebServiceResponse
{
    /// <summary>The messages; null, or empty, when there were none.</summary>
    public List<Message> Messages { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
