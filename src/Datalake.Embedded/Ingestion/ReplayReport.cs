namespace Datalake.Embedded.Ingestion;

/// <summary>What a replay did.</summary>
/// <param name="Tried">Entries tried.</param>
/// <param name="Delivered">Entries whose record is in the stage now.</param>
/// <param name="Kept">Entries that still have no reading and stay in quarantine.</param>
public sealed record ReplayReport(long Tried, long Delivered, long Kept);
