namespace Datalake.Aws.Partitioning;

/// <summary>EMR could not do what was asked.</summary>
/// <param name="message">What was asked, what EMR said, what to do.</param>
/// <param name="isAmbiguous">True when a cluster may have been started all the same, because the answer was lost.</param>
/// <param name="inner">The cause.</param>
public sealed class ClusterException(string message, bool isAmbiguous, Exception inner) : Exception(message, inner)
{
    /// <summary>True when a cluster may have been started all the same.</summary>
    public bool IsAmbiguous => isAmbiguous;
}
