namespace Amazon.ElasticMapReduce.Model;

/// <summary>The limits of managed scaling.</summary>
public partial class ComputeLimits
{
    /// <summary>What is counted. Required.</summary>
    public ComputeLimitsUnitType UnitType { get; set; }

    /// <summary>The least. Required.</summary>
    public int? MinimumCapacityUnits { get; set; }

    /// <summary>The most. Required.</summary>
    public int? MaximumCapacityUnits { get; set; }

    /// <summary>The most on demand; the rest is of the spot market.</summary>
    public int? MaximumOnDemandCapacityUnits { get; set; }

    /// <summary>The most core nodes; the rest are task nodes.</summary>
    public int? MaximumCoreCapacityUnits { get; set; }
}
