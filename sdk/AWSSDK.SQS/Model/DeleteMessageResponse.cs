using Amazon.Runtime;

namespace Amazon.SQS.Model;

/// <summary>Says that it is deleted.</summary>
public partial class DeleteMessageResponse : AmazonWebServiceResponse
{
}
