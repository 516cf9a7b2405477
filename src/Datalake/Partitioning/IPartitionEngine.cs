namespace Datalake.Partitioning;

/// <summary>
/// Brings stage hours into consumable tables: takes the change date, drops duplicates inside the hour and against the other hours of the touched
/// days, writes <c>year=/month=/day=/ingestion=</c>, replaces exactly its own <c>ingestion=</c>, and puts the finished mark last.
/// </summary>
public interface IPartitionEngine
{
    /// <summary>Runs hours in the order given. One that fails does not keep the next from running.</summary>
    /// <param name="hours">The hours, oldest first.</param>
    /// <param name="progress">Hears of each hour as it ends; may be null.</param>
    /// <param name="cancellation">Stops between and inside hours; a stopped hour has no mark and is due again.</param>
    Task<IReadOnlyList<HourOutcome>> RunAsync(IReadOnlyList<DueHour> hours, IProgress<HourOutcome>? progress, CancellationToken cancellation);
}
