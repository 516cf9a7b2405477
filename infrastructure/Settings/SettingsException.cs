using Pulumi;

namespace Datalake.Infrastructure.Settings;

/// <summary>Says everything that keeps the stack from being deployed. Nothing was printed.</summary>
/// <param name="problems">At least one.</param>
internal sealed class SettingsException(IReadOnlyList<SettingProblem> problems)
    : RunException($"The stack cannot be deployed as it is set:{string.Concat(problems.Select(problem => $"\n  {problem}"))}")
{
    /// <summary>Every problem at once.</summary>
    public IReadOnlyList<SettingProblem> Problems { get; } = problems;
}
