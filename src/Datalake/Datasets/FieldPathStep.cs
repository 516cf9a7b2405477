namespace Datalake.Datasets;

/// <summary>One key of a <see cref="FieldPath"/>. Two steps are equal without regard to the case of the key.</summary>
/// <param name="Key">The key; may hold <c>*</c> in the last step of a path.</param>
/// <param name="Elements">
/// True when <c>[]</c> follows: the path goes on inside (or, in the last step, means) the elements of the array under the key.
/// </param>
public sealed record FieldPathStep(string Key, bool Elements)
{
    /// <summary>True when <see cref="Key"/> holds <c>*</c>.</summary>
    public bool IsPattern => Key.Contains('*', StringComparison.Ordinal);

    /// <summary>
    /// True when the step speaks of a key: the same without regard to case, where each <c>*</c> stands for any run of characters, none too.
    /// </summary>
    /// <param name="key">A key of a record, as it came.</param>
    public bool Matches(ReadOnlySpan<char> key)
    {
        var parts = Key.AsSpan();
        var star = parts.IndexOf('*');
        if (star < 0) return key.Equals(parts, StringComparison.OrdinalIgnoreCase);
        if (!key.StartsWith(parts[..star], StringComparison.OrdinalIgnoreCase)) return false;
        key = key[star..];
        parts = parts[(star + 1)..];

        // Between two stars the leftmost place is always the best one: it leaves the most for the rest.
        while ((star = parts.IndexOf('*')) >= 0)
        {
            var found = key.IndexOf(parts[..star], StringComparison.OrdinalIgnoreCase);
            if (found < 0) return false;
            key = key[(found + star)..];
            parts = parts[(star + 1)..];
        }

        return key.EndsWith(parts, StringComparison.OrdinalIgnoreCase);
    }

    /// <inheritdoc/>
    public bool Equals(FieldPathStep? other) =>
        other is not null && Elements == other.Elements && string.Equals(Key, other.Key, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(StringComparer.OrdinalIgnoreCase.GetHashCode(Key), Elements);
}
