using Datalake.Quarantining;

namespace Datalake.Embedded.Tracing;

/// <summary>What became of the records of an arrival.</summary>
/// <param name="Key">The arrival's key.</param>
/// <param name="Raw">The arrival, as it lies in <c>raw/</c> now; null when it does not.</param>
/// <param name="Commit">The commit that names it; null when there is none near its time.</param>
/// <param name="Rows">Its rows in the table.</param>
/// <param name="IsCut">True when there are more rows than that.</param>
/// <param name="Quarantined">Its entries in quarantine, without payloads.</param>
public sealed record ArrivalTrace(
    string Key, RawPlace? Raw, CommitPlace? Commit, IReadOnlyList<FoundRow> Rows, bool IsCut, IReadOnlyList<QuarantineEntry> Quarantined);
