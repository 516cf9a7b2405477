namespace Datalake.Bench.Micro;

/// <summary>What the single steps took.</summary>
/// <param name="RecordBytes">Bytes of a raw record, on average.</param>
/// <param name="Steps">Each step.</param>
internal sealed record MicroResult(double RecordBytes, IReadOnlyList<StepTimes> Steps);

/// <summary>What a step took.</summary>
/// <param name="Name">The step.</param>
/// <param name="Bytes">Bytes it passed over in a round.</param>
/// <param name="Seconds">Each round, in the order in which they were run; round n of one step is beside round n of the others.</param>
/// <param name="AllocatedARecord">Bytes that it allocated for a record, on average.</param>
internal sealed record StepTimes(string Name, long Bytes, IReadOnlyList<double> Seconds, double AllocatedARecord);
