namespace Datalake.Aws.Partitioning;

/// <summary>The tags that each cluster gets. EMR takes no key twice, so nobody else sets them.</summary>
public static class ClusterTags
{
    /// <summary>The key of the tag whose value is the run.</summary>
    public const string Run = "datalake:run";

    /// <summary>
    /// The key of the tag whose value is <c>true</c>. EMR hands it on to what it makes for the cluster, and its service role may touch only
    /// what carries it (Amazon EMR Management Guide, "Service role for Amazon EMR").
    /// </summary>
    public const string Managed = "for-use-with-amazon-emr-managed-policies";

    /// <summary>True for a key that a cluster gets in any case. IAM ignores the case of keys in conditions, so this does too.</summary>
    /// <param name="key">The key.</param>
    public static bool IsOwn(string key) =>
        string.Equals(key, Run, StringComparison.OrdinalIgnoreCase) || string.Equals(key, Managed, StringComparison.OrdinalIgnoreCase);
}
