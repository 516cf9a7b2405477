namespace Amazon.Glue.Model;

/// <summary>A table's new definition.</summary>
public partial class UpdateTableRequest : AmazonGlueRequest
{
    /// <summary>The account of the catalog; the caller's when it is not given.</summary>
    public string CatalogId { get; set; }

    /// <summary>The database. Required.</summary>
    public string DatabaseName { get; set; }

    /// <summary>The table. Required.</summary>
    public TableInput TableInput { get; set; }

    /// <summary>Whether the version that is replaced is not kept.</summary>
    public bool? SkipArchive { get; set; }

    /// <summary>The version that is replaced.</summary>
    public string VersionId { get; set; }
}
