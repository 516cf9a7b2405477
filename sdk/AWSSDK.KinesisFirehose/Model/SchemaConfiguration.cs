namespace Amazon.KinesisFirehose.Model;

/// <summary>The table of the Glue catalog that gives the columns.</summary>
public partial class SchemaConfiguration
{
    /// <summary>The account of the catalog.</summary>
    public string CatalogId { get; set; }

    /// <summary>The database.</summary>
    public string DatabaseName { get; set; }

    /// <summary>The table.</summary>
    public string TableName { get; set; }

    /// <summary>The catalog's region.</summary>
    public string Region { get; set; }

    /// <summary>The table's version; <c>LATEST</c> follows its changes.</summary>
    public string VersionId { get; set; }

    /// <summary>The role the stream reads it with.</summary>
    public string RoleARN { get; set; }
}
