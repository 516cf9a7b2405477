namespace Datalake.Bench.Reporting;

/// <summary>Everything that a run of the bench found.</summary>
/// <param name="Machine">Where it ran.</param>
/// <param name="Figures">What was measured.</param>
/// <param name="Differences">What does not add up; the figures of a run that has some must not be believed.</param>
/// <param name="Seconds">How long it took.</param>
internal sealed record BenchReport(MachineNote Machine, IReadOnlyList<Figure> Figures, IReadOnlyList<string> Differences, double Seconds);
