namespace Amazon.Athena.Model;

/// <summary>Which query to describe.</summary>
public partial class GetQueryExecutionRequest : AmazonAthenaRequest
{
    /// <summary>Its id. Required.</summary>
    public string QueryExecutionId { get; set; }
}
