namespace Datalake.Aws.Bench;

/// <summary>The parts of the bench.</summary>
internal static class BenchPart
{
    /// <summary>Starts.</summary>
    public const string Start = "start";

    /// <summary>Steady-state throughput.</summary>
    public const string Throughput = "throughput";

    /// <summary>Both.</summary>
    public static IReadOnlyList<string> Names { get; } = [Start, Throughput];
}
