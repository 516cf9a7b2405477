using Amazon.Runtime;

namespace Amazon.SQS.Model;

/// <summary>A message that was sent.</summary>
public partial class SendMessageResponse : AmazonWebServiceResponse
{
    /// <summary>Its id.</summary>
    public string MessageId { get; set; }

    /// <summary>The MD5 of its text, in hexadecimal.</summary>
    public string MD5OfMessageBody { get; set; }

    /// <summary>The MD5 of its attributes, in hexadecimal.</summary>
    public string MD5OfMessageAttributes { get; set; }

    /// <summary>For FIFO queues: its number.</summary>
    public string SequenceNumber { get; set; }
}
