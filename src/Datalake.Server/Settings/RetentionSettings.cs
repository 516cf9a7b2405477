namespace Datalake.Server.Settings;

/// <summary>How long is kept what no recent version needs.</summary>
public sealed record RetentionSettings
{
    /// <summary>
    /// How far back versions of tables stay readable; vacuum deletes files that none of them has. 7 days by default; 1 h to 36,500 d.
    /// </summary>
    public TimeSpan Files { get; init; } = TimeSpan.FromDays(7);
}
