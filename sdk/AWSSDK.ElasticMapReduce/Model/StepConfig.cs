namespace Amazon.ElasticMapReduce.Model;

/// <summary>A step: something a cluster does.</summary>
public partial class StepConfig
{
    /// <summary>An empty one.</summary>
    public StepConfig()
    {
    }

    /// <summary>A step with a name and what it runs.</summary>
    public StepConfig(string name, HadoopJarStepConfig hadoopJarStep)
    {
        Name = name;
        HadoopJarStep = hadoopJarStep;
    }

    /// <summary>Its name. Required.</summary>
    public string Name { get; set; }

    /// <summary>What becomes of the cluster when it fails.</summary>
    public ActionOnFailure ActionOnFailure { get; set; }

    /// <summary>What it runs. Required.</summary>
    public HadoopJarStepConfig HadoopJarStep { get; set; }
}
