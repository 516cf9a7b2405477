namespace Amazon.Glue.Model;

/// <summary>A partition to make.</summary>
public partial class PartitionInput
{
    /// <summary>Its values of the partition keys, in their order.</summary>
    public List<string> Values { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>Where its files lie and how they are read.</summary>
    public StorageDescriptor StorageDescriptor { get; set; }

    /// <summary>Properties.</summary>
    public Dictionary<string, string> Parameters { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>When it was read last.</summary>
    public DateTime? LastAccessTime { get; set; }

    /// <summary>When its statistics were made.</summary>
    public DateTime? LastAnalyzedTime { get; set; }
}
