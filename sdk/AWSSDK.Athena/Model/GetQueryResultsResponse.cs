using Amazon.Runtime;

namespace Amazon.Athena.Model;

/// <summary>A page of rows.</summary>
public partial class GetQueryResultsResponse : AmazonWebServiceResponse
{
    /// <summary>The rows and their columns. The first row of a SELECT's first page holds the columns' names.</summary>
    public ResultSet ResultSet { get; set; }

    /// <summary>The next page; null when this is the last.</summary>
    public string NextToken { get; set; }

    /// <summary>The rows that a CREATE TABLE AS SELECT wrote.</summary>
    public long? UpdateCount { get; set; }
}
