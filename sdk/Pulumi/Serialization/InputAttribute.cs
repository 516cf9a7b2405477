namespace Pulumi.Serialization;

/// <summary>Names a property of <see cref="ResourceArgs"/> as the provider spells it.</summary>
/// <param name="name">The name.</param>
/// <param name="required">True: a program without it is refused.</param>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class InputAttribute(string name, bool required = false) : Attribute
{
    /// <summary>The name.</summary>
    public string Name => name;

    /// <summary>True: a program without it is refused.</summary>
    public bool IsRequired => required;
}
