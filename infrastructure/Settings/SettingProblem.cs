namespace Datalake.Infrastructure.Settings;

/// <summary>Why the stack cannot be deployed as it is set.</summary>
/// <param name="Setting">
/// The setting, as <c>pulumi config set</c> takes it; for what is no setting, its own name (<c>stack</c>, <c>artifacts</c>).
/// </param>
/// <param name="Message">The rule, the value that breaks it and what to do.</param>
internal sealed record SettingProblem(string Setting, string Message)
{
    /// <summary>One line.</summary>
    public override string ToString() => $"{Setting}: {Message}";
}
