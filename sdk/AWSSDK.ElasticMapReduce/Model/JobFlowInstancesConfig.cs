namespace Amazon.ElasticMapReduce.Model;

/// <summary>The machines of a cluster, and where they stand.</summary>
public partial class JobFlowInstancesConfig
{
    /// <summary>The machines in fleets of several types each.</summary>
    public List<InstanceFleetConfig> InstanceFleets { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The subnet they stand in.</summary>
    public string Ec2SubnetId { get; set; }

    /// <summary>Subnets to choose from; only with fleets.</summary>
    public List<string> Ec2SubnetIds { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The key pair for SSH.</summary>
    public string Ec2KeyName { get; set; }

    /// <summary>Whether the cluster stays when its steps are done.</summary>
    public bool? KeepJobFlowAliveWhenNoSteps { get; set; }

    /// <summary>Whether it can only be ended after this is taken back.</summary>
    public bool? TerminationProtected { get; set; }

    /// <summary>Whether unhealthy machines are replaced.</summary>
    public bool? UnhealthyNodeReplacement { get; set; }

    /// <summary>The security group of the primary node.</summary>
    public string EmrManagedMasterSecurityGroup { get; set; }

    /// <summary>The security group of the core and task nodes.</summary>
    public string EmrManagedSlaveSecurityGroup { get; set; }

    /// <summary>The security group through which EMR reaches a private subnet.</summary>
    public string ServiceAccessSecurityGroup { get; set; }

    /// <summary>More security groups of the primary node.</summary>
    public List<string> AdditionalMasterSecurityGroups { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>More security groups of the core and task nodes.</summary>
    public List<string> AdditionalSlaveSecurityGroups { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
