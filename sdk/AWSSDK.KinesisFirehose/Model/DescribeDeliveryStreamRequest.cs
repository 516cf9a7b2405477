namespace Amazon.KinesisFirehose.Model;

/// <summary>Asks for a stream.</summary>
public partial class DescribeDeliveryStreamRequest : AmazonKinesisFirehoseRequest
{
    /// <summary>The stream's name. Required.</summary>
    public string DeliveryStreamName { get; set; }

    /// <summary>The destination after which to begin.</summary>
    public string ExclusiveStartDestinationId { get; set; }

    /// <summary>How many destinations to answer with. A stream has one.</summary>
    public int? Limit { get; set; }
}
