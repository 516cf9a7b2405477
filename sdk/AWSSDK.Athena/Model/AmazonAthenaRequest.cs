using Amazon.Runtime;

namespace Amazon.Athena.Model;

/// <summary>What all requests to Amazon Athena are.</summary>
public partial class AmazonAthenaRequest : AmazonWebServiceRequest
{
}
