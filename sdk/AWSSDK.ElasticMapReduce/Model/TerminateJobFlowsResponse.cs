using Amazon.Runtime;

namespace Amazon.ElasticMapReduce.Model;

/// <summary>Says that it has begun.</summary>
public partial class TerminateJobFlowsResponse : AmazonWebServiceResponse
{
}
