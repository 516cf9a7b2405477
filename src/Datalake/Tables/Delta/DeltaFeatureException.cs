namespace Datalake.Tables.Delta;

/// <summary>A table uses features of the Delta protocol that the lake does not have.</summary>
public sealed class DeltaFeatureException : DeltaTableException
{
    internal DeltaFeatureException(string message, IReadOnlyList<string> features)
        : base(message)
    {
        Features = features;
    }

    /// <summary>The features by the names that the Delta protocol gives them, e.g. <c>deletionVectors</c>.</summary>
    public IReadOnlyList<string> Features { get; }
}
