namespace Amazon.Glue.Model;

/// <summary>Partitions to make.</summary>
public partial class BatchCreatePartitionRequest : AmazonGlueRequest
{
    /// <summary>The account of the catalog; the caller's when it is not given.</summary>
    public string CatalogId { get; set; }

    /// <summary>The database. Required.</summary>
    public string DatabaseName { get; set; }

    /// <summary>The table. Required.</summary>
    public string TableName { get; set; }

    /// <summary>The partitions, 100 at most. Required.</summary>
    public List<PartitionInput> PartitionInputList { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
