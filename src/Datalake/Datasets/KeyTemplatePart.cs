namespace Datalake.Datasets;

/// <summary>A piece of a <see cref="KeyTemplate"/>.</summary>
/// <param name="Text">The literal text, or the placeholder's name.</param>
/// <param name="IsPlaceholder">True for a placeholder.</param>
/// <param name="CrossesSlash">True for a placeholder that takes <c>/</c> too.</param>
internal sealed record KeyTemplatePart(string Text, bool IsPlaceholder, bool CrossesSlash);
