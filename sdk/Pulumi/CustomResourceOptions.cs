namespace Pulumi;

/// <summary>How a resource is treated, whatever it is.</summary>
public abstract class ResourceOptions
{
    /// <summary>Resources that must be there before this one, beyond those its properties name.</summary>
    public InputList<Resource> DependsOn { get; set; } = [];

    /// <summary>True: a deployment that would delete it fails.</summary>
    public bool? Protect { get; set; }

    /// <summary>True: it is forgotten instead of deleted.</summary>
    public bool? RetainOnDelete { get; set; }

    /// <summary>Properties, in the provider's spelling, whose changes count only when the resource is made.</summary>
    public List<string> IgnoreChanges { get; set; } = [];

    /// <summary>The provider's version, when not the package's own.</summary>
    public string? Version { get; set; }
}

/// <summary>How a resource of a provider is treated.</summary>
public sealed class CustomResourceOptions : ResourceOptions
{
    /// <summary>True: it is deleted before the one that replaces it is made, e.g. because its name is fixed.</summary>
    public bool? DeleteBeforeReplace { get; set; }
}
