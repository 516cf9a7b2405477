using Pulumi.Printing;

namespace Pulumi;

/// <summary>What a property takes that may be of either of two types.</summary>
/// <typeparam name="T0">One type.</typeparam>
/// <typeparam name="T1">The other.</typeparam>
public sealed class InputUnion<T0, T1> : Input<Union<T0, T1>>
{
    private InputUnion(object? node)
        : base(node)
    {
    }

    /// <summary>A value of one type.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator InputUnion<T0, T1>(T0 value) => new(value);

    /// <summary>A value of the other type.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator InputUnion<T0, T1>(T1 value) => new(value);

    /// <summary>An output of one type.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator InputUnion<T0, T1>(Output<T0> value) => new(value?.Node);

    /// <summary>An output of the other type.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator InputUnion<T0, T1>(Output<T1> value) => new(value?.Node);
}
