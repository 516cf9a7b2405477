using Pulumi.Printing;

namespace Pulumi;

/// <summary>A value of one of two types.</summary>
/// <typeparam name="T0">One type.</typeparam>
/// <typeparam name="T1">The other.</typeparam>
public readonly struct Union<T0, T1> : IValue
{
    private readonly object? node;

    private Union(object? node)
    {
        this.node = node;
    }

    object? IValue.Node => node;

    /// <summary>A value of one type.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator Union<T0, T1>(T0 value) => new(value);

    /// <summary>A value of the other type.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator Union<T0, T1>(T1 value) => new(value);
}
