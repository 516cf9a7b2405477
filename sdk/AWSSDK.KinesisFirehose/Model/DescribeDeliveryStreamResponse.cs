using Amazon.Runtime;

namespace Amazon.KinesisFirehose.Model;

/// <summary>A stream.</summary>
public partial class DescribeDeliveryStreamResponse : AmazonWebServiceResponse
{
    /// <summary>The stream.</summary>
    public DeliveryStreamDescription DeliveryStreamDescription { get; set; }
}
