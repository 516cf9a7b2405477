namespace Amazon.ElasticMapReduce.Model;

/// <summary>How long a cluster may be idle before it ends by itself.</summary>
public partial class AutoTerminationPolicy
{
    /// <summary>In seconds, 60 to 604,800.</summary>
    public long? IdleTimeout { get; set; }
}
