using Datalake.Embedded.Correcting;

namespace Datalake.Server.Quarantining;

/// <summary>What became of a corrected record.</summary>
/// <param name="Check">What the lake makes of it.</param>
/// <param name="Key">The key of the arrival that brings it; null when nothing was stored, because it has no reading.</param>
public sealed record FixOutcome(CorrectionCheck Check, string? Key);
