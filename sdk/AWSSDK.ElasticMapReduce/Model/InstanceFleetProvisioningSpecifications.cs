namespace Amazon.ElasticMapReduce.Model;

/// <summary>How the machines of a fleet are chosen.</summary>
public partial class InstanceFleetProvisioningSpecifications
{
    /// <summary>Those on demand.</summary>
    public OnDemandProvisioningSpecification OnDemandSpecification { get; set; }

    /// <summary>Those of the spot market.</summary>
    public SpotProvisioningSpecification SpotSpecification { get; set; }
}
