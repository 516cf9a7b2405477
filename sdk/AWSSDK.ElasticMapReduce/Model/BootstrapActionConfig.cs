namespace Amazon.ElasticMapReduce.Model;

/// <summary>A script that runs on each machine before the applications start.</summary>
public partial class BootstrapActionConfig
{
    /// <summary>Its name. Required.</summary>
    public string Name { get; set; }

    /// <summary>The script. Required.</summary>
    public ScriptBootstrapActionConfig ScriptBootstrapAction { get; set; }
}
