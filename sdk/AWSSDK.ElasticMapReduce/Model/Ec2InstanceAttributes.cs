namespace Amazon.ElasticMapReduce.Model;

/// <summary>Where a cluster's machines stand.</summary>
public partial class Ec2InstanceAttributes
{
    /// <summary>The subnet they stand in.</summary>
    public string Ec2SubnetId { get; set; }

    /// <summary>The subnets there were to choose from.</summary>
    public List<string> RequestedEc2SubnetIds { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The zone they stand in.</summary>
    public string Ec2AvailabilityZone { get; set; }

    /// <summary>The key pair for SSH.</summary>
    public string Ec2KeyName { get; set; }

    /// <summary>Their instance profile.</summary>
    public string IamInstanceProfile { get; set; }

    /// <summary>The security group of the primary node.</summary>
    public string EmrManagedMasterSecurityGroup { get; set; }

    /// <summary>The security group of the core and task nodes.</summary>
    public string EmrManagedSlaveSecurityGroup { get; set; }

    /// <summary>The security group through which EMR reaches a private subnet.</summary>
    public string ServiceAccessSecurityGroup { get; set; }
}
