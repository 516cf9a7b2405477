using Amazon.Runtime;

namespace Amazon.Athena.Model;

/// <summary>Says that it will stop.</summary>
public partial class StopQueryExecutionResponse : AmazonWebServiceResponse
{
}
