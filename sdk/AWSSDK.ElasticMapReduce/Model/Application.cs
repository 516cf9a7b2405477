namespace Amazon.ElasticMapReduce.Model;

/// <summary>Software to install.</summary>
public partial class Application
{
    /// <summary>Its name.</summary>
    public string Name { get; set; }

    /// <summary>Its version; the release gives it.</summary>
    public string Version { get; set; }

    /// <summary>Arguments for it.</summary>
    public List<string> Args { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>More about it.</summary>
    public Dictionary<string, string> AdditionalInfo { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
