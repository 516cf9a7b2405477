namespace Pulumi.Printing;

/// <summary>
/// Wraps what is printed for a value: null, text, a number, a truth value, <see cref="ResourceArgs"/>, a list, a map, a
/// <see cref="Deferred"/>, or another <see cref="IValue"/>.
/// </summary>
internal interface IValue
{
    object? Node { get; }
}
