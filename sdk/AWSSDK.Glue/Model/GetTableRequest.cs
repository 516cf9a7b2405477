namespace Amazon.Glue.Model;

/// <summary>Which table to give.</summary>
public partial class GetTableRequest : AmazonGlueRequest
{
    /// <summary>The account of the catalog; the caller's when it is not given.</summary>
    public string CatalogId { get; set; }

    /// <summary>The database. Required.</summary>
    public string DatabaseName { get; set; }

    /// <summary>The table. Required.</summary>
    public string Name { get; set; }

    /// <summary>As it was then.</summary>
    public DateTime? QueryAsOfTime { get; set; }
}
