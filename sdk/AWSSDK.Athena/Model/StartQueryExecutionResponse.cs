using Amazon.Runtime;

namespace Amazon.Athena.Model;

/// <summary>The query that runs.</summary>
public partial class StartQueryExecutionResponse : AmazonWebServiceResponse
{
    /// <summary>Its id.</summary>
    public string QueryExecutionId { get; set; }
}
