namespace Amazon.ElasticMapReduce.Model;

/// <summary>A script and its arguments.</summary>
public partial class ScriptBootstrapActionConfig
{
    /// <summary>Where it is, <c>s3://…</c>. Required.</summary>
    public string Path { get; set; }

    /// <summary>Its arguments.</summary>
    public List<string> Args { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
