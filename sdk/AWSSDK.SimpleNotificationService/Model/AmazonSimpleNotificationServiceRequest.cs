using Amazon.Runtime;

namespace Amazon.SimpleNotificationService.Model;

/// <summary>What all requests to Amazon SNS are.</summary>
public partial class AmazonSimpleNotificationServiceRequest : AmazonWebServiceRequest
{
}
