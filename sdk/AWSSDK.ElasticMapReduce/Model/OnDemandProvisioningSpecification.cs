namespace Amazon.ElasticMapReduce.Model;

/// <summary>How on-demand machines are chosen.</summary>
public partial class OnDemandProvisioningSpecification
{
    /// <summary>Which are taken. Required.</summary>
    public OnDemandProvisioningAllocationStrategy AllocationStrategy { get; set; }
}
