namespace Amazon.Glue.Model;

/// <summary>Which partitions to list.</summary>
public partial class GetPartitionsRequest : AmazonGlueRequest
{
    /// <summary>The account of the catalog; the caller's when it is not given.</summary>
    public string CatalogId { get; set; }

    /// <summary>The database. Required.</summary>
    public string DatabaseName { get; set; }

    /// <summary>The table. Required.</summary>
    public string TableName { get; set; }

    /// <summary>Only those for which this is true, for example <c>year = '2026'</c>.</summary>
    public string Expression { get; set; }

    /// <summary>A share of them, for several readers.</summary>
    public Segment Segment { get; set; }

    /// <summary>At most so many, 1 to 1,000.</summary>
    public int? MaxResults { get; set; }

    /// <summary>The page: the token of the page before.</summary>
    public string NextToken { get; set; }

    /// <summary>Whether the columns are excluded from the response.</summary>
    public bool? ExcludeColumnSchema { get; set; }

    /// <summary>As they were then.</summary>
    public DateTime? QueryAsOfTime { get; set; }
}
