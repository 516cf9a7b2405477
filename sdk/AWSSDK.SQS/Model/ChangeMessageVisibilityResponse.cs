using Amazon.Runtime;

namespace Amazon.SQS.Model;

/// <summary>Says that it is set.</summary>
public partial class ChangeMessageVisibilityResponse : AmazonWebServiceResponse
{
}
