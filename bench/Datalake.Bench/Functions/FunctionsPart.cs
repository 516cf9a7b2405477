namespace Datalake.Bench.Functions;

/// <summary>The parts of the bench.</summary>
internal static class FunctionsPart
{
    /// <summary>Starts.</summary>
    public const string Start = "start";

    /// <summary>Steady-state throughput.</summary>
    public const string Throughput = "throughput";

    /// <summary>Both.</summary>
    public static IReadOnlyList<string> Names { get; } = [Start, Throughput];
}
