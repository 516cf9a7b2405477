namespace Datalake.Pipeline;

/// <summary>What became of an arrival.</summary>
/// <param name="State">Whether it was read to its end.</param>
/// <param name="Counts">Its records; all zero where it is gone or replaced.</param>
public sealed record StructureOutcome(ArrivalState State, StepCounts Counts);

/// <summary>Whether an arrival was read to its end.</summary>
public enum ArrivalState
{
    /// <summary>It was.</summary>
    Done,

    /// <summary>
    /// It is damaged, so that nothing that was read of it can be trusted. It counts as one record, which is in quarantine; what a session
    /// was given of it must be discarded.
    /// </summary>
    Damaged,

    /// <summary>It is not there any more. Nothing came of it, and a retry cannot help.</summary>
    Gone,

    /// <summary>It was replaced before it was read to its end. Nothing of it counts; the new version is an arrival of its own.</summary>
    Replaced,
}
