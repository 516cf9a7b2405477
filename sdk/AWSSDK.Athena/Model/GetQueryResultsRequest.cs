namespace Amazon.Athena.Model;

/// <summary>Which rows to give.</summary>
public partial class GetQueryResultsRequest : AmazonAthenaRequest
{
    /// <summary>The query. Required.</summary>
    public string QueryExecutionId { get; set; }

    /// <summary>At most so many rows, 1 to 1,000.</summary>
    public int? MaxResults { get; set; }

    /// <summary>The page: the token of the page before.</summary>
    public string NextToken { get; set; }

    /// <summary>What of the result is read; the rows when it is not given.</summary>
    public QueryResultType QueryResultType { get; set; }
}
