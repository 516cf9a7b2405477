namespace Amazon.Glue.Model;

/// <summary>A partition, as the catalog holds it.</summary>
public partial class Partition
{
    /// <summary>Its values of the partition keys, in their order.</summary>
    public List<string> Values { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The account of its catalog.</summary>
    public string CatalogId { get; set; }

    /// <summary>Its database.</summary>
    public string DatabaseName { get; set; }

    /// <summary>Its table.</summary>
    public string TableName { get; set; }

    /// <summary>Where its files lie and how they are read.</summary>
    public StorageDescriptor StorageDescriptor { get; set; }

    /// <summary>Properties.</summary>
    public Dictionary<string, string> Parameters { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>When it was made, UTC.</summary>
    public DateTime? CreationTime { get; set; }

    /// <summary>When it was read last, UTC.</summary>
    public DateTime? LastAccessTime { get; set; }

    /// <summary>When its statistics were made, UTC.</summary>
    public DateTime? LastAnalyzedTime { get; set; }
}
