namespace Datalake.Embedded.Ingestion;

/// <summary>What a discard did.</summary>
/// <param name="Discarded">Records discarded.</param>
/// <param name="Damages">Messages for entries that are damaged and were not looked at; of many the first.</param>
public sealed record DiscardReport(long Discarded, IReadOnlyList<string> Damages);
