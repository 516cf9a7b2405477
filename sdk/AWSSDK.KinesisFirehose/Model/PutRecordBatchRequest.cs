namespace Amazon.KinesisFirehose.Model;

/// <summary>Records for a stream.</summary>
public partial class PutRecordBatchRequest : AmazonKinesisFirehoseRequest
{
    /// <summary>The stream's name, 1 to 64 characters. Required.</summary>
    public string DeliveryStreamName { get; set; }

    /// <summary>1 to 500 records. Required.</summary>
    public List<Record> Records { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
