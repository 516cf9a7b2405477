namespace Datalake.Embedded.Queries.Views;

/// <summary>What is wrong with a view's file.</summary>
/// <param name="Source">The file.</param>
/// <param name="View">The view's name, as the file's name gives it.</param>
/// <param name="Rule">The rule's stable id, one of <see cref="ViewRules"/>.</param>
/// <param name="Message">What is wrong, and what to do.</param>
public sealed record ViewProblem(string Source, string View, string Rule, string Message)
{
    /// <summary>One line: source, message, rule.</summary>
    public override string ToString() => $"{Source}: {Message} [{Rule}]";
}
