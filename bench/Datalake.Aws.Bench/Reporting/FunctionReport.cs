using Datalake.Aws.Bench.Measuring;
using Datalake.Cli.Benchmarks.Reporting;

namespace Datalake.Aws.Bench.Reporting;

/// <summary>What a run found.</summary>
/// <param name="Machine">Where it ran.</param>
/// <param name="Starts">Starts.</param>
/// <param name="Throughput">Warm functions.</param>
/// <param name="LeftOut">What was not measured, and why.</param>
/// <param name="Differences">Where functions did different work; the figures mean nothing then.</param>
internal sealed record FunctionReport(
    MachineNote Machine,
    IReadOnlyList<StartFigures> Starts,
    IReadOnlyList<ThroughputFigures> Throughput,
    IReadOnlyList<string> LeftOut,
    IReadOnlyList<string> Differences);
