using System.ComponentModel;

namespace Pulumi.Serialization;

/// <summary>Says which provider an assembly's resources are of. For the generated code.</summary>
/// <param name="name">The provider's name.</param>
/// <param name="version">The provider's version.</param>
/// <param name="function">
/// A function of it that takes no arguments, by which the printed program names the provider when it has no resources.
/// </param>
[AttributeUsage(AttributeTargets.Assembly)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ResourcePackageAttribute(string name, string version, string function) : Attribute
{
    /// <summary>The provider's name.</summary>
    public string Name => name;

    /// <summary>The provider's version.</summary>
    public string Version => version;

    /// <summary>The function's token.</summary>
    public string Function => function;
}
