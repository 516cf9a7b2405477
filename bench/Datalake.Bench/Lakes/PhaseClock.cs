using System.Diagnostics;

namespace Datalake.Bench.Lakes;

/// <summary>Takes the time of a phase of this process.</summary>
internal sealed class PhaseClock
{
    private readonly long start = Stopwatch.GetTimestamp();
    private readonly TimeSpan processor = Environment.CpuUsage.TotalTime;

    /// <summary>What was taken since it was made.</summary>
    public PhaseTime Read() => new(Stopwatch.GetElapsedTime(start).TotalSeconds, (Environment.CpuUsage.TotalTime - processor).TotalSeconds);
}
