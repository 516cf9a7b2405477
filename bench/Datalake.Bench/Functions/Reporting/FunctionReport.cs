using Datalake.Bench.Functions.Measuring;
using Datalake.Bench.Reporting;

namespace Datalake.Bench.Functions.Reporting;

/// <summary>What a run found.</summary>
/// <param name="Machine">Where it ran.</param>
/// <param name="Starts">Starts.</param>
/// <param name="Throughput">Warm functions.</param>
/// <param name="Skipped">What was not measured, and why.</param>
/// <param name="Differences">Where functions did different work; the figures mean nothing then.</param>
internal sealed record FunctionReport(
    MachineNote Machine,
    IReadOnlyList<StartFigures> Starts,
    IReadOnlyList<ThroughputFigures> Throughput,
    IReadOnlyList<string> Skipped,
    IReadOnlyList<string> Differences);
