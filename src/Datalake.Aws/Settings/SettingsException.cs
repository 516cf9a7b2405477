namespace Datalake.Aws.Settings;

/// <summary>A function cannot start with the environment it has.</summary>
/// <param name="function">The function.</param>
/// <param name="problems">Every problem, each with the variable's name and what to do.</param>
public sealed class SettingsException(string function, IReadOnlyList<string> problems)
    : Exception(
        $"{function} cannot start: {problems.Count} problem{(problems.Count == 1 ? "" : "s")} with its environment.\n - {string.Join("\n - ", problems)}"
    )
{
    /// <summary>Every problem.</summary>
    public IReadOnlyList<string> Problems => problems;
}
