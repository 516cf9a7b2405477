using System.ComponentModel;
using Pulumi.Printing;

namespace Pulumi;

/// <summary>A resource of a provider.</summary>
public class CustomResource : Resource
{
    /// <summary>Declares a resource.</summary>
    /// <param name="type">The type's token.</param>
    /// <param name="name">The name, unique among resources of the type.</param>
    /// <param name="args">The properties; null for none.</param>
    /// <param name="options">How it is treated; null for the defaults.</param>
    /// <exception cref="InvalidOperationException">There is one of this type and name already, or no program is being built.</exception>
    public CustomResource(string type, string name, ResourceArgs? args, CustomResourceOptions? options = null)
        : base(type, name, args ?? ResourceArgs.Empty, options ?? new CustomResourceOptions())
    {
    }

    /// <summary>What the provider calls it.</summary>
    public Output<string> Id => Property<string>("id");

    /// <summary>A property that is known when the resource is there. For the generated classes.</summary>
    /// <typeparam name="T">The property's type.</typeparam>
    /// <param name="property">The property in the provider's spelling.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Output<T> Property<T>(string property) => new(new Reference(Key).Member(property));
}
