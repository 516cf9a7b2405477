using Datalake.Records;

namespace Datalake.Conforming;

/// <summary>What became of one record.</summary>
/// <param name="Problem">Why the record has no reading; null when it was conformed.</param>
/// <param name="Rescued">How many values went into <c>_rescued</c>.</param>
public readonly record struct ConformedRecord(RecordProblem? Problem, int Rescued);
