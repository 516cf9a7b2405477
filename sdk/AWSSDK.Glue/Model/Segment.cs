namespace Amazon.Glue.Model;

/// <summary>A share of a table's partitions.</summary>
public partial class Segment
{
    /// <summary>Its number, from 0. Required.</summary>
    public int? SegmentNumber { get; set; }

    /// <summary>How many there are, 1 to 10. Required.</summary>
    public int? TotalSegments { get; set; }
}
