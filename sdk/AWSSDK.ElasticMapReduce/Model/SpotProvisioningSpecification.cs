namespace Amazon.ElasticMapReduce.Model;

/// <summary>How spot machines are chosen, and what happens when they do not come.</summary>
public partial class SpotProvisioningSpecification
{
    /// <summary>Which are taken.</summary>
    public SpotProvisioningAllocationStrategy AllocationStrategy { get; set; }

    /// <summary>How long to wait for them at the start, 5 to 1,440 minutes. Required.</summary>
    public int? TimeoutDurationMinutes { get; set; }

    /// <summary>What happens then. Required.</summary>
    public SpotProvisioningTimeoutAction TimeoutAction { get; set; }

    /// <summary>For how long they are kept: a multiple of 60 up to 360.</summary>
    public int? BlockDurationMinutes { get; set; }
}
