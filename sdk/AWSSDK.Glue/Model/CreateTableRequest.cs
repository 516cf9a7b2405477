namespace Amazon.Glue.Model;

/// <summary>A table to make.</summary>
public partial class CreateTableRequest : AmazonGlueRequest
{
    /// <summary>The account of the catalog; the caller's when it is not given.</summary>
    public string CatalogId { get; set; }

    /// <summary>The database. Required.</summary>
    public string DatabaseName { get; set; }

    /// <summary>The table. Required.</summary>
    public TableInput TableInput { get; set; }
}
