namespace Amazon.ElasticMapReduce.Model;

/// <summary>A cluster in a list.</summary>
public partial class ClusterSummary
{
    /// <summary>Its id, <c>j-…</c>.</summary>
    public string Id { get; set; }

    /// <summary>Its ARN.</summary>
    public string ClusterArn { get; set; }

    /// <summary>Its name.</summary>
    public string Name { get; set; }

    /// <summary>What it is doing, and why.</summary>
    public ClusterStatus Status { get; set; }

    /// <summary>About how many hours of an m1.small it has used.</summary>
    public int? NormalizedInstanceHours { get; set; }

    /// <summary>The outpost it runs on.</summary>
    public string OutpostArn { get; set; }
}
