using Datalake.Datasets;

namespace Datalake.Embedded.Erasing;

/// <summary>One comparison of an <see cref="EraseCondition"/>: a field is equal to a value.</summary>
/// <param name="Path">The field. It stands for the elements of arrays on its way, with <c>[]</c> or without.</param>
/// <param name="Value">
/// The value's text. A string is equal to it when it is the same text; a number also when it is the same number in another form.
/// </param>
public sealed record EraseTerm(FieldPath Path, string Value);
