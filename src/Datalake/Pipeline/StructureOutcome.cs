namespace Datalake.Pipeline;

/// <summary>What became of an arrival.</summary>
/// <param name="State">Whether it was read to its end.</param>
/// <param name="Counts">Its records; all zero unless <paramref name="State"/> is <see cref="ArrivalState.Done"/>.</param>
public sealed record StructureOutcome(ArrivalState State, StepCounts Counts);

/// <summary>Whether an arrival was read to its end.</summary>
public enum ArrivalState
{
    /// <summary>It was.</summary>
    Done,

    /// <summary>It is not there any more. Nothing came of it, and a retry cannot help.</summary>
    Gone,

    /// <summary>It was replaced before it was read to its end. Nothing of it counts; the new version is an arrival of its own.</summary>
    Replaced,
}
