using Amazon.Runtime;

namespace Amazon.SimpleNotificationService.Model;

/// <summary>A message that was published.</summary>
public partial class PublishResponse : AmazonWebServiceResponse
{
    /// <summary>Its id.</summary>
    public string MessageId { get; set; }

    /// <summary>For FIFO topics: its number.</summary>
    public string SequenceNumber { get; set; }
}
