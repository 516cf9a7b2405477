namespace Datalake.Tables.Delta;

/// <summary>A version in the history of a table.</summary>
/// <param name="Version">The version.</param>
/// <param name="CommittedAt">
/// The time by which the version is found: that of its log entry in the store, and later than that of the version before. UTC.
/// </param>
/// <param name="Info">What its writer said of it; all of it is null when it said nothing.</param>
public sealed record TableVersion(long Version, DateTimeOffset CommittedAt, CommitInfo Info);
