namespace Datalake.Bench.Reporting;

/// <summary>One measured number.</summary>
/// <param name="Section">Which part of the report.</param>
/// <param name="Case">Which data or which lake.</param>
/// <param name="Name">What was measured.</param>
/// <param name="Value">The number; where there were several rounds, the median.</param>
/// <param name="Unit">Its unit; <c>x</c> stands for a ratio.</param>
/// <param name="Best">The best round; null where there was one.</param>
internal sealed record Figure(string Section, string Case, string Name, double Value, string Unit, double? Best = null);
