using Amazon.Runtime;

namespace Amazon.Glue.Model;

/// <summary>Says that it is replaced.</summary>
public partial class UpdateTableResponse : AmazonWebServiceResponse
{
}
