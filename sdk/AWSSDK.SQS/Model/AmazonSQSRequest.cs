using Amazon.Runtime;

namespace Amazon.SQS.Model;

/// <summary>What all requests to Amazon SQS are.</summary>
public partial class AmazonSQSRequest : AmazonWebServiceRequest
{
}
