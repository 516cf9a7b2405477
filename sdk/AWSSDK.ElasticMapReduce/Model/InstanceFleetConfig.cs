namespace Amazon.ElasticMapReduce.Model;

/// <summary>A fleet: machines of several types that together give so many units.</summary>
public partial class InstanceFleetConfig
{
    /// <summary>Its name.</summary>
    public string Name { get; set; }

    /// <summary>What it is for. Required.</summary>
    public InstanceFleetType InstanceFleetType { get; set; }

    /// <summary>Units to have on demand. A primary fleet has one unit in all.</summary>
    public int? TargetOnDemandCapacity { get; set; }

    /// <summary>Units to have on the spot market.</summary>
    public int? TargetSpotCapacity { get; set; }

    /// <summary>The types to choose from.</summary>
    public List<InstanceTypeConfig> InstanceTypeConfigs { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>How they are chosen.</summary>
    public InstanceFleetProvisioningSpecifications LaunchSpecifications { get; set; }
}
