namespace Pulumi;

/// <summary>What is written on inputs.</summary>
public static class InputExtensions
{
    /// <summary>The input as an output.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="input">The input.</param>
    public static Output<T> ToOutput<T>(this Input<T> input) => input;
}
