using System.Collections.Immutable;
using Pulumi.Printing;

namespace Pulumi;

/// <summary>Makes outputs.</summary>
public static class Output
{
    /// <summary>An output of a value known now.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="value">The value.</param>
    public static Output<T> Create<T>(T value) => new(value);

    /// <summary>An output that is kept secret in the state and never shown.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="value">The value.</param>
    public static Output<T> CreateSecret<T>(T value) => new(new FunctionCall("secret", value));

    /// <summary>Text with outputs in it: <c>Output.Format($"arn:aws:s3:::{bucket.Id}/*")</c>.</summary>
    /// <param name="formattableString">
    /// The text. Outputs take neither alignment nor format; other values are written in the invariant culture.
    /// </param>
    public static Output<string> Format(FormattableString formattableString)
    {
        ArgumentNullException.ThrowIfNull(formattableString);
        return new Output<string>(TextFormat.Read(formattableString));
    }

    /// <summary>The JSON text of a value that may hold outputs at any depth.</summary>
    /// <typeparam name="T">The value's type: dictionaries, lists, anonymous types, text, numbers.</typeparam>
    /// <param name="value">The value.</param>
    public static Output<string> JsonSerialize<T>(Output<T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new Output<string>(new FunctionCall("toJSON", value.Node));
    }

    /// <summary>One output of several.</summary>
    /// <typeparam name="T">The values' type.</typeparam>
    /// <param name="inputs">The values.</param>
    public static Output<ImmutableArray<T>> All<T>(params Input<T>[] inputs) => new(inputs.Select(input => ((IValue)input).Node).ToArray());
}
