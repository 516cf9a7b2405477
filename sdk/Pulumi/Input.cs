using System.Diagnostics.CodeAnalysis;
using Pulumi.Printing;

namespace Pulumi;

/// <summary>What a property takes: a value, or an output of one.</summary>
/// <typeparam name="T">The value's type.</typeparam>
public class Input<T> : IValue
{
    private protected Input(object? node)
    {
        Node = node;
    }

    private protected object? Node { get; }

    object? IValue.Node => Node;

    /// <summary>A value known now.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator Input<T>([AllowNull] T value) => new(value);

    /// <summary>A value known later, perhaps.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator Input<T>(Output<T> value) => new(value?.Node);

    /// <summary>The input as an output.</summary>
    /// <param name="input">The input.</param>
    public static implicit operator Output<T>(Input<T> input) => new(input?.Node);
}
