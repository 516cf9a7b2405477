namespace Datalake.Embedded.Ingestion;

/// <summary>What a replay did.</summary>
/// <param name="Tried">Records tried.</param>
/// <param name="Delivered">Records that are in the stage now.</param>
/// <param name="Kept">Records that still have no reading and stay in quarantine.</param>
public sealed record ReplayReport(long Tried, long Delivered, long Kept)
{
    /// <summary>Messages for entries that are damaged and were not tried; of many the first.</summary>
    public IReadOnlyList<string> Damages { get; init; } = [];
}
