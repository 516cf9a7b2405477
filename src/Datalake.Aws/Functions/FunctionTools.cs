using Datalake.Aws.Logging;

namespace Datalake.Aws.Functions;

/// <summary>What every function works with beside its step.</summary>
/// <param name="Name">The function's name as deployed, such as StructCheckoutData.</param>
/// <param name="Output">Takes log and metric lines: standard output.</param>
/// <param name="MetricsNamespace">The namespace of its metrics.</param>
/// <param name="LogLevel">What is below is not logged.</param>
/// <param name="Time">The clock.</param>
public sealed record FunctionTools(string Name, TextWriter Output, string MetricsNamespace, LogLevel LogLevel, TimeProvider Time)
{
    internal FunctionLog Log(string requestId) => new(Output, LogLevel, Time, ("function", Name), ("requestId", requestId));

    internal FunctionMetrics Metrics() => new(Output, MetricsNamespace, Name, Time);
}
