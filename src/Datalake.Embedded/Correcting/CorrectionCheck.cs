using Datalake.Records;

namespace Datalake.Embedded.Correcting;

/// <summary>What the lake would make of a corrected record.</summary>
/// <param name="Problem">
/// Why it has no reading, with its position in bytes of the text as UTF-8; null when it would go into the table.
/// </param>
/// <param name="Row">The row that the table would have, as a JSON object with protected values as protected; null with a problem.</param>
/// <param name="Rescued">How many of its values would go to <c>_rescued</c>.</param>
public sealed record CorrectionCheck(RecordProblem? Problem, string? Row, int Rescued);
