using Amazon.Runtime;

namespace Amazon.KinesisFirehose.Model;

/// <summary>What all requests to Amazon Data Firehose are.</summary>
public partial class AmazonKinesisFirehoseRequest : AmazonWebServiceRequest
{
}
