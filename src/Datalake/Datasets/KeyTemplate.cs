using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Datalake.Datasets;

/// <summary>
/// The form of the object keys of a dataset's arrivals, e.g. <c>{shard}_CheckoutOrder/{id}/id/{version}</c>. A placeholder <c>{name}</c>
/// stands for one or more characters other than <c>/</c>, a placeholder <c>{name*}</c> for one or more characters of any kind; everything
/// else stands for itself, with regard to case.
/// </summary>
public sealed class KeyTemplate
{
    /// <summary>The longest template, in UTF-8 bytes: 1024, as long as an S3 key may be.</summary>
    public const int MaxBytes = 1024;

    private readonly IReadOnlyList<KeyTemplatePart> parts;
    private readonly KeyPattern pattern;

    internal KeyTemplate(string text, IReadOnlyList<KeyTemplatePart> parts)
    {
        Text = text;
        this.parts = parts;
        pattern = new KeyPattern(parts);
        Placeholders = parts.Where(part => part.IsPlaceholder).Select(part => part.Text).ToArray();
        Prefix = parts[0].IsPlaceholder ? "" : parts[0].Text;
    }

    /// <summary>The template as the contract writes it.</summary>
    public string Text { get; }

    /// <summary>The names of the placeholders, in order, without <c>*</c>; no name twice.</summary>
    public IReadOnlyList<string> Placeholders { get; }

    /// <summary>The text with which every matching key begins, up to the first placeholder; may be empty.</summary>
    public string Prefix { get; }

    /// <summary>Reads a template.</summary>
    /// <param name="text">The template.</param>
    /// <returns>The template.</returns>
    /// <exception cref="FormatException">
    /// The text is not a template; the message says at which character, and which rule it breaks.
    /// </exception>
    public static KeyTemplate Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out var template, out var problem) ? template : throw new FormatException(problem);
    }

    /// <summary>Reads a template as <see cref="Parse"/> does, without throwing.</summary>
    /// <param name="text">The template.</param>
    /// <param name="template">The template; null when the text is not one.</param>
    /// <param name="problem">Why not: the character (from 1) and the rule; null when the text is a template.</param>
    /// <returns>True when the text is a template.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out KeyTemplate? template, [NotNullWhen(false)] out string? problem)
    {
        var parser = new KeyTemplateParser(text ?? "");
        template = parser.Parse();
        problem = template is null ? parser.Problem : null;
        return template is not null;
    }

    /// <summary>True when a key has this form. Takes time in proportion to the key's length times the template's at most.</summary>
    /// <param name="key">An object key, as the store has it below <c>raw/</c>.</param>
    public bool IsMatch(ReadOnlySpan<char> key) => key.StartsWith(Prefix, StringComparison.Ordinal) && pattern.IsMatch(key);

    /// <summary>True when at least one key has both forms. Exact.</summary>
    /// <param name="other">The other template.</param>
    public bool Overlaps(KeyTemplate other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return pattern.Overlaps(other.pattern);
    }

    /// <summary>Makes a key of this form.</summary>
    /// <param name="values">A value for each of <see cref="Placeholders"/>; others are not looked at.</param>
    /// <returns>The key; <see cref="IsMatch"/> is true for it.</returns>
    /// <exception cref="ArgumentException">
    /// A placeholder has no value, or one that is empty, or one with <c>/</c> where the placeholder has no <c>*</c>.
    /// </exception>
    public string Format(IReadOnlyDictionary<string, string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var key = new StringBuilder();
        foreach (var part in parts) key.Append(part.IsPlaceholder ? ValueOf(part, values) : part.Text);
        return key.ToString();
    }

    /// <summary>The template as the contract writes it.</summary>
    public override string ToString() => Text;

    private string ValueOf(KeyTemplatePart part, IReadOnlyDictionary<string, string> values)
    {
        if (!values.TryGetValue(part.Text, out var value) || value.Length == 0)
        {
            throw new ArgumentException(
                $"The template '{Text}' needs a value for '{part.Text}'; give one of at least one character.", nameof(values));
        }

        if (!part.CrossesSlash && value.Contains('/', StringComparison.Ordinal))
        {
            throw new ArgumentException(
                $"'{part.Text}' of the template '{Text}' takes no '/', but got '{value}'; write '{{{part.Text}*}}' if it should.",
                nameof(values)
            );
        }

        return value;
    }
}
