namespace Amazon.ElasticMapReduce.Model;

/// <summary>The volumes of a machine.</summary>
public partial class EbsConfiguration
{
    /// <summary>The volumes.</summary>
    public List<EbsBlockDeviceConfig> EbsBlockDeviceConfigs { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>Whether the machine has a line of its own to them.</summary>
    public bool? EbsOptimized { get; set; }
}
