using System.Linq.Expressions;
using Pulumi.Printing;

namespace Pulumi;

/// <summary>A value that may be known only when the program is deployed.</summary>
/// <typeparam name="T">The value's type.</typeparam>
public sealed class Output<T> : IValue
{
    internal Output(object? node)
    {
        Node = node;
    }

    internal object? Node { get; }

    object? IValue.Node => Node;

    /// <summary>
    /// A property of the value, e.g. <c>caller.Apply(c =&gt; c.AccountId)</c>. A program that is printed cannot compute with what is known
    /// only later, so of such a value <paramref name="func"/> may only name properties; of a value known now it may be any expression.
    /// </summary>
    /// <typeparam name="TResult">The result's type.</typeparam>
    /// <param name="func">The expression.</param>
    /// <exception cref="NotSupportedException">
    /// The value is known only later, and the expression does more than name properties.
    /// </exception>
    public Output<TResult> Apply<TResult>(Expression<Func<T, TResult>> func)
    {
        ArgumentNullException.ThrowIfNull(func);
        if (Node is not Deferred deferred) return new Output<TResult>(func.Compile()((T)Node!));
        return deferred is Reference reference && MemberPath.Of(func) is { } path
            ? new Output<TResult>(reference.Member(path))
            : throw new NotSupportedException(
                $"'{func}' computes with a value that is known only when the program is deployed. " +
                "Build text of it with Output.Format and JSON with Output.JsonSerialize, or pass it on as it is.");
    }

    /// <summary>An output has no text before it is deployed.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override string ToString() =>
        throw new NotSupportedException("An Output in a string would print its type. Use Output.Format($\"…\").");
}
