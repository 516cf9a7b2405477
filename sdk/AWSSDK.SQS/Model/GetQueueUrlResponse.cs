using Amazon.Runtime;

namespace Amazon.SQS.Model;

/// <summary>The queue.</summary>
public partial class GetQueueUrlResponse : AmazonWebServiceResponse
{
    /// <summary>Its address.</summary>
    public string QueueUrl { get; set; }
}
