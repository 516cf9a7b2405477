using Amazon.Runtime;

namespace Amazon.Athena.Model;

/// <summary>A query.</summary>
public partial class GetQueryExecutionResponse : AmazonWebServiceResponse
{
    /// <summary>The query.</summary>
    public QueryExecution QueryExecution { get; set; }
}
