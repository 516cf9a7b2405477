using Amazon.Runtime;

namespace Amazon.ElasticMapReduce.Model;

/// <summary>What all requests to Amazon EMR are.</summary>
public partial class AmazonElasticMapReduceRequest : AmazonWebServiceRequest
{
}
