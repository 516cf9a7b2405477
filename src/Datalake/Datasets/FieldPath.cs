namespace Datalake.Datasets;

/// <summary>
/// Says which fields a rule speaks of: dot-separated keys from the top of the record, compared without regard to case.
/// <c>[]</c> behind a key steps into the elements of an array; a leading <c>**.</c> stands for any depth (arrays too); in the last key
/// <c>*</c> stands for any run of characters.
/// </summary>
public sealed partial class FieldPath : IEquatable<FieldPath>
{
    private FieldPath(string text, bool anyDepth, IReadOnlyList<FieldPathStep> steps)
    {
        Text = text;
        AnyDepth = anyDepth;
        Steps = steps;
    }

    /// <summary>The path as the contract writes it.</summary>
    public string Text { get; }

    /// <summary>True when the path begins with <c>**.</c>: it may start at any object, at any depth.</summary>
    public bool AnyDepth { get; }

    /// <summary>The keys, outermost first; at least one.</summary>
    public IReadOnlyList<FieldPathStep> Steps { get; }

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <inheritdoc/>
    public bool Equals(FieldPath? other) => other is not null && string.Equals(Text, other.Text, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FieldPath);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Text);
}

/// <summary>One key of a <see cref="FieldPath"/>.</summary>
/// <param name="Key">The key; may hold <c>*</c> in the last step of a path.</param>
/// <param name="Elements">True when <c>[]</c> follows: the path goes on inside (or, in the last step, means) the elements of the array under the key.</param>
public sealed record FieldPathStep(string Key, bool Elements)
{
    /// <summary>True when <see cref="Key"/> holds <c>*</c>.</summary>
    public bool IsPattern => Key.Contains('*', StringComparison.Ordinal);
}
