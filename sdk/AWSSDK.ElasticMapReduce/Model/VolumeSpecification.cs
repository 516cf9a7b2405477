namespace Amazon.ElasticMapReduce.Model;

/// <summary>A kind of volume.</summary>
public partial class VolumeSpecification
{
    /// <summary>For example <c>gp3</c>. Required.</summary>
    public string VolumeType { get; set; }

    /// <summary>Its size in GiB. Required.</summary>
    public int? SizeInGB { get; set; }

    /// <summary>Its operations a second.</summary>
    public int? Iops { get; set; }

    /// <summary>Its throughput in MiB a second; gp3 only.</summary>
    public int? Throughput { get; set; }
}
