using Amazon.Runtime;

namespace Amazon.Glue.Model;

/// <summary>Says that it is made.</summary>
public partial class CreateTableResponse : AmazonWebServiceResponse
{
}
