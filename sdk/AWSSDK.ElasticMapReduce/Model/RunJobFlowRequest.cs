namespace Amazon.ElasticMapReduce.Model;

/// <summary>A cluster to start.</summary>
public partial class RunJobFlowRequest : AmazonElasticMapReduceRequest
{
    /// <summary>An empty one.</summary>
    public RunJobFlowRequest()
    {
    }

    /// <summary>A cluster with a name and machines.</summary>
    public RunJobFlowRequest(string name, JobFlowInstancesConfig instances)
    {
        Name = name;
        Instances = instances;
    }

    /// <summary>The cluster's name. Required.</summary>
    public string Name { get; set; }

    /// <summary>The EMR release, for example <c>emr-7.5.0</c>.</summary>
    public string ReleaseLabel { get; set; }

    /// <summary>The Amazon Linux release; the newest the EMR release knows when it is not given.</summary>
    public string OSReleaseLabel { get; set; }

    /// <summary>What is installed, for example Spark.</summary>
    public List<Application> Applications { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The machines. Required.</summary>
    public JobFlowInstancesConfig Instances { get; set; }

    /// <summary>What it does, in this order.</summary>
    public List<StepConfig> Steps { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>How many steps may run at once, 1 to 256; 1 when it is not given.</summary>
    public int? StepConcurrencyLevel { get; set; }

    /// <summary>Scripts that run on each machine first.</summary>
    public List<BootstrapActionConfig> BootstrapActions { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>Settings of the applications.</summary>
    public List<Configuration> Configurations { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The instance profile of the machines, by name or ARN.</summary>
    public string JobFlowRole { get; set; }

    /// <summary>The role EMR itself works with, by name or ARN.</summary>
    public string ServiceRole { get; set; }

    /// <summary>The role that scales the cluster.</summary>
    public string AutoScalingRole { get; set; }

    /// <summary>The name of a security configuration: encryption, among others.</summary>
    public string SecurityConfiguration { get; set; }

    /// <summary>Where the logs go, <c>s3://…/</c>. None are kept when it is not given.</summary>
    public string LogUri { get; set; }

    /// <summary>The key the logs are encrypted with.</summary>
    public string LogEncryptionKmsKeyId { get; set; }

    /// <summary>How long the cluster may be idle.</summary>
    public AutoTerminationPolicy AutoTerminationPolicy { get; set; }

    /// <summary>How far EMR may scale the cluster by itself.</summary>
    public ManagedScalingPolicy ManagedScalingPolicy { get; set; }

    /// <summary>When machines leave.</summary>
    public ScaleDownBehavior ScaleDownBehavior { get; set; }

    /// <summary>An own machine image.</summary>
    public string CustomAmiId { get; set; }

    /// <summary>The root volume of each machine in GiB.</summary>
    public int? EbsRootVolumeSize { get; set; }

    /// <summary>Tags of the cluster and its machines.</summary>
    public List<Tag> Tags { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>Whether all that may use EMR in the account see it; true when it is not given.</summary>
    public bool? VisibleToAllUsers { get; set; }

    /// <summary>JSON for features that have no parameter of their own.</summary>
    public string AdditionalInfo { get; set; }
}
