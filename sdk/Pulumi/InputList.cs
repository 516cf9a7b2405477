using System.Collections;
using System.Collections.Immutable;

namespace Pulumi;

/// <summary>What a property takes that is a list; each element may be an output.</summary>
/// <typeparam name="T">The elements' type.</typeparam>
public sealed class InputList<T> : Input<ImmutableArray<T>>, IEnumerable
{
    /// <summary>An empty list.</summary>
    public InputList()
        : this(new List<object?>())
    {
    }

    private InputList(object? node)
        : base(node)
    {
    }

    /// <summary>Adds elements.</summary>
    /// <param name="inputs">The elements.</param>
    /// <exception cref="NotSupportedException">The list is one output as a whole.</exception>
    public void Add(params Input<T>[] inputs)
    {
        if (Node is not List<object?> items)
            throw new NotSupportedException("A list that is known only when the program is deployed takes no elements.");
        items.AddRange(inputs);
    }

    /// <summary>For the collection initializer only.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    IEnumerator IEnumerable.GetEnumerator() => throw new NotSupportedException("An InputList cannot be read.");

    private static InputList<T> Of(IEnumerable values) => new(values.Cast<object?>().ToList());

    /// <summary>One element.</summary>
    /// <param name="value">The element.</param>
    public static implicit operator InputList<T>(T value) => Of(new object?[] { value });

    /// <summary>One element.</summary>
    /// <param name="value">The element.</param>
    public static implicit operator InputList<T>(Output<T> value) => Of(new[] { value });

    /// <summary>Elements.</summary>
    /// <param name="values">The elements.</param>
    public static implicit operator InputList<T>(T[] values) => Of(values);

    /// <summary>Elements.</summary>
    /// <param name="values">The elements.</param>
    public static implicit operator InputList<T>(Output<T>[] values) => Of(values);

    /// <summary>Elements.</summary>
    /// <param name="values">The elements.</param>
    public static implicit operator InputList<T>(Input<T>[] values) => Of(values);

    /// <summary>Elements.</summary>
    /// <param name="values">The elements.</param>
    public static implicit operator InputList<T>(List<T> values) => Of(values);

    /// <summary>Elements.</summary>
    /// <param name="values">The elements.</param>
    public static implicit operator InputList<T>(List<Input<T>> values) => Of(values);

    /// <summary>Elements that may be known only later.</summary>
    /// <param name="values">The elements.</param>
    public static implicit operator InputList<T>(Output<ImmutableArray<T>> values) =>
        values?.Node is IEnumerable known ? Of(known) : new InputList<T>(values?.Node);
}
