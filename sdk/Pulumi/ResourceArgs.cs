namespace Pulumi;

/// <summary>
/// The properties that a resource, or a part of one, is given. Each carries an <see cref="Serialization.InputAttribute"/>.
/// </summary>
public abstract class ResourceArgs
{
    /// <summary>No properties.</summary>
    public static ResourceArgs Empty { get; } = new None();

    private sealed class None : ResourceArgs;
}
