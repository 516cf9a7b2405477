namespace Amazon.ElasticMapReduce.Model;

/// <summary>When a cluster started, was ready, ended.</summary>
public partial class ClusterTimeline
{
    /// <summary>When it was asked for, UTC.</summary>
    public DateTime? CreationDateTime { get; set; }

    /// <summary>When it could run steps, UTC.</summary>
    public DateTime? ReadyDateTime { get; set; }

    /// <summary>When it had ended, UTC.</summary>
    public DateTime? EndDateTime { get; set; }
}
