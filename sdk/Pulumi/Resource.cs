using Pulumi.Printing;

namespace Pulumi;

/// <summary>Something that is deployed.</summary>
public abstract class Resource : IValue
{
    private readonly string type;
    private readonly string name;

    private protected Resource(string type, string name, ResourceArgs args, CustomResourceOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(type);
        ArgumentException.ThrowIfNullOrEmpty(name);
        this.type = type;
        this.name = name;
        Args = args;
        Options = options;
        Key = Recorder.Current.Add(this);
    }

    internal ResourceArgs Args { get; }

    internal CustomResourceOptions Options { get; }

    /// <summary>
    /// The name in the printed program, which must be unique there and plain; the name that Pulumi knows is <see cref="GetResourceName"/>.
    /// </summary>
    internal string Key { get; }

    object? IValue.Node => new Reference(Key);

    /// <summary>The name, unique among the program's resources of this type.</summary>
    public string GetResourceName() => name;

    /// <summary>The type's token, e.g. <c>aws:s3/bucket:Bucket</c>.</summary>
    public string GetResourceType() => type;
}
