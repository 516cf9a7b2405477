using Amazon.Runtime;

namespace Amazon.Glue.Model;

/// <summary>What all requests to AWS Glue are.</summary>
public partial class AmazonGlueRequest : AmazonWebServiceRequest
{
}
