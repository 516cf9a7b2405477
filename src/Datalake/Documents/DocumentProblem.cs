namespace Datalake.Documents;

/// <summary>One rule that a document, or the documents together, break.</summary>
/// <param name="Source">Where the document comes from, e.g. <c>datasets/checkout/dataset.json</c>.</param>
/// <param name="Path">The place in the document as a JSON path, e.g. <c>$.columns.OrderId</c>; <c>$</c> for the whole.</param>
/// <param name="Rule">The rule's stable id, one of <see cref="DocumentRules"/> or of its kind of document.</param>
/// <param name="Message">The rule, the value that breaks it and what to do, in a sentence or two.</param>
public sealed record DocumentProblem(string Source, string Path, string Rule, string Message)
{
    /// <summary>One line: source, path, message, rule.</summary>
    public override string ToString() => $"{Source}: {Path}: {Message} [{Rule}]";
}
