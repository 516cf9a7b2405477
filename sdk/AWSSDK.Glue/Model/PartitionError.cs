namespace Amazon.Glue.Model;

/// <summary>A partition that failed.</summary>
public partial class PartitionError
{
    /// <summary>Its values of the partition keys.</summary>
    public List<string> PartitionValues { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The reason.</summary>
    public ErrorDetail ErrorDetail { get; set; }
}
