namespace Datalake.Embedded.Rebuilding;

/// <summary>The stage of a dataset under its present contract.</summary>
/// <param name="Files">The keys of all of its stage files: new ones, and those that stay.</param>
/// <param name="Superseded">The keys of the stage files whose rows are in the new ones.</param>
/// <param name="Kept">Rows that are as they were: their arrivals are not in <c>raw/</c> any more.</param>
internal sealed record Restaged(IReadOnlyList<string> Files, IReadOnlyList<string> Superseded, long Kept);
