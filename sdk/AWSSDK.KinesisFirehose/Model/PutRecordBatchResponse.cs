using Amazon.Runtime;

namespace Amazon.KinesisFirehose.Model;

/// <summary>Which records the stream has taken.</summary>
public partial class PutRecordBatchResponse : AmazonWebServiceResponse
{
    /// <summary>How many failed; they have to be put again.</summary>
    public int? FailedPutCount { get; set; }

    /// <summary>Whether the stream encrypts what it holds.</summary>
    public bool? Encrypted { get; set; }

    /// <summary>One entry a record, in the order of the request.</summary>
    public List<PutRecordBatchResponseEntry> RequestResponses { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
