namespace Amazon.ElasticMapReduce.Model;

/// <summary>What a step of a cluster runs.</summary>
public partial class HadoopStepConfig
{
    /// <summary>The archive.</summary>
    public string Jar { get; set; }

    /// <summary>Its main class.</summary>
    public string MainClass { get; set; }

    /// <summary>The arguments.</summary>
    public List<string> Args { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>Java properties.</summary>
    public Dictionary<string, string> Properties { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
