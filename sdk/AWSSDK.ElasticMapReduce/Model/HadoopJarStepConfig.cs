namespace Amazon.ElasticMapReduce.Model;

/// <summary>What a step runs.</summary>
public partial class HadoopJarStepConfig
{
    /// <summary>The archive; <c>command-runner.jar</c> runs a command, for example <c>spark-submit</c>. Required.</summary>
    public string Jar { get; set; }

    /// <summary>Its main class, where the archive names none.</summary>
    public string MainClass { get; set; }

    /// <summary>The arguments.</summary>
    public List<string> Args { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>Java properties.</summary>
    public List<KeyValue> Properties { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
