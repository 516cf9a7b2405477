namespace Amazon.ElasticMapReduce.Model;

/// <summary>Settings of an application, for example of <c>spark-defaults</c>.</summary>
public partial class Configuration
{
    /// <summary>What they are of.</summary>
    public string Classification { get; set; }

    /// <summary>Their values.</summary>
    public Dictionary<string, string> Properties { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>Settings below these.</summary>
    public List<Configuration> Configurations { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
