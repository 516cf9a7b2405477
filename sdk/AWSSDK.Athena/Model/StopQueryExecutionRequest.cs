namespace Amazon.Athena.Model;

/// <summary>Which query to stop.</summary>
public partial class StopQueryExecutionRequest : AmazonAthenaRequest
{
    /// <summary>The query. Required.</summary>
    public string QueryExecutionId { get; set; }
}
