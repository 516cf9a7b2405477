using Cronos;

namespace Datalake.Server.Settings;

/// <summary>When the work that goes by the clock is done, in UTC; null for never.</summary>
public sealed record ScheduleSettings
{
    /// <summary>The partition routine over the hours that are left. Each hour at minute 10 by default.</summary>
    public CronExpression? Partition { get; init; } = CronExpression.Parse("10 * * * *");

    /// <summary>Writing small files together. Each hour at minute 20 by default.</summary>
    public CronExpression? Compact { get; init; } = CronExpression.Parse("20 * * * *");

    /// <summary>Deleting files that no recent version needs. Each night at 3:40 by default.</summary>
    public CronExpression? Vacuum { get; init; } = CronExpression.Parse("40 3 * * *");
}
