namespace Amazon.ElasticMapReduce.Model;

/// <summary>A cluster, as it is now.</summary>
public partial class Cluster
{
    /// <summary>Its id, <c>j-…</c>.</summary>
    public string Id { get; set; }

    /// <summary>Its ARN.</summary>
    public string ClusterArn { get; set; }

    /// <summary>Its name.</summary>
    public string Name { get; set; }

    /// <summary>What it is doing, and why.</summary>
    public ClusterStatus Status { get; set; }

    /// <summary>Its EMR release.</summary>
    public string ReleaseLabel { get; set; }

    /// <summary>What is installed.</summary>
    public List<Application> Applications { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>Whether it ends when its steps are done.</summary>
    public bool? AutoTerminate { get; set; }

    /// <summary>Whether it is protected from being ended.</summary>
    public bool? TerminationProtected { get; set; }

    /// <summary>Whether all that may use EMR in the account see it.</summary>
    public bool? VisibleToAllUsers { get; set; }

    /// <summary>How its machines are grouped.</summary>
    public InstanceCollectionType InstanceCollectionType { get; set; }

    /// <summary>Where its machines stand.</summary>
    public Ec2InstanceAttributes Ec2InstanceAttributes { get; set; }

    /// <summary>About how many hours of an m1.small it has used.</summary>
    public int? NormalizedInstanceHours { get; set; }

    /// <summary>The name of its primary node.</summary>
    public string MasterPublicDnsName { get; set; }

    /// <summary>Where its logs go.</summary>
    public string LogUri { get; set; }

    /// <summary>The role EMR works with.</summary>
    public string ServiceRole { get; set; }

    /// <summary>The role that scales it.</summary>
    public string AutoScalingRole { get; set; }

    /// <summary>Its security configuration.</summary>
    public string SecurityConfiguration { get; set; }

    /// <summary>When machines leave.</summary>
    public ScaleDownBehavior ScaleDownBehavior { get; set; }

    /// <summary>How many steps may run at once.</summary>
    public int? StepConcurrencyLevel { get; set; }

    /// <summary>Settings of its applications.</summary>
    public List<Configuration> Configurations { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>Its tags.</summary>
    public List<Tag> Tags { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
