using System.Diagnostics.CodeAnalysis;

namespace Datalake.Datasets;

/// <summary>
/// Says which fields a rule speaks of: dot-separated keys from the top of the record, compared without regard to case.
/// <c>[]</c> behind a key steps into the elements of an array; a leading <c>**.</c> stands for any depth (arrays too); in the last key
/// <c>*</c> stands for any run of characters. A key that holds <c>.</c> or <c>[</c> is written <c>["a.b"]</c>, as in JavaScript.
/// </summary>
public sealed class FieldPath : IEquatable<FieldPath>
{
    internal FieldPath(string text, bool anyDepth, IReadOnlyList<FieldPathStep> steps)
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

    /// <summary>Reads a path.</summary>
    /// <param name="text">The path, e.g. <c>Items[].assemblyOptions</c> or <c>**.*attachment*</c>.</param>
    /// <returns>The path.</returns>
    /// <exception cref="FormatException">
    /// The text is not a path; the message says at which character, and what was expected there.
    /// </exception>
    public static FieldPath Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out var path, out var problem) ? path : throw new FormatException(problem);
    }

    /// <summary>Reads a path as <see cref="Parse"/> does, without throwing.</summary>
    /// <param name="text">The path.</param>
    /// <param name="path">The path; null when the text is not one.</param>
    /// <param name="problem">Why not: the character (from 1), what was expected and what is there; null when the text is a path.</param>
    /// <returns>True when the text is a path.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out FieldPath? path, [NotNullWhen(false)] out string? problem)
    {
        var parser = new FieldPathParser(text ?? "");
        path = parser.Parse();
        problem = path is null ? parser.Problem : null;
        return path is not null;
    }

    /// <summary>The path as the contract writes it.</summary>
    public override string ToString() => Text;

    /// <summary>Two paths are equal when they name the same keys, without regard to case or to the way a key is quoted.</summary>
    /// <param name="other">The other path.</param>
    public bool Equals(FieldPath? other) => other is not null && AnyDepth == other.AnyDepth && Steps.SequenceEqual(other.Steps);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FieldPath);

    /// <inheritdoc/>
    public override int GetHashCode() => Steps.Aggregate(AnyDepth.GetHashCode(), HashCode.Combine);
}
