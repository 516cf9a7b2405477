namespace Amazon.ElasticMapReduce.Model;

/// <summary>Volumes of one kind.</summary>
public partial class EbsBlockDeviceConfig
{
    /// <summary>The kind. Required.</summary>
    public VolumeSpecification VolumeSpecification { get; set; }

    /// <summary>How many a machine has.</summary>
    public int? VolumesPerInstance { get; set; }
}
