namespace Datalake.Embedded.Queries.Views;

/// <summary>A view does not work.</summary>
/// <param name="view">The view.</param>
/// <param name="rule">The rule that it breaks, one of <see cref="ViewRules"/>.</param>
/// <param name="problem">What is wrong, and what to do.</param>
internal sealed class ViewRefusedException(LakeView view, string rule, string problem)
    : QueryRefusedException($"The view '{view.Name}' ({view.Source}) does not work. {problem}")
{
    /// <summary>The problem of the view's file.</summary>
    public ViewProblem Problem { get; } = new(view.Source, view.Name, rule, problem);
}
