namespace Datalake.Embedded.Correcting;

/// <summary>The text of a quarantined record as it came, to start a correction from.</summary>
/// <param name="Text">The text; null when there is none to correct.</param>
/// <param name="Note">What to know of the text; for a record without a text why, and what to do. Null when there is nothing to say.</param>
public sealed record CorrectionDraft(string? Text, string? Note);
