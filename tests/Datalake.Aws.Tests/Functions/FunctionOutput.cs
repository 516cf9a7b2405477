using System.Text.Json;
using Datalake.Aws.Functions;
using Datalake.Aws.Logging;

namespace Datalake.Aws.Tests.Functions;

/// <summary>What a function wrote: log lines and metrics.</summary>
internal sealed class FunctionOutput(TimeProvider time) : IDisposable
{
    private readonly StringWriter writer = new();

    public FunctionTools Tools => new("TheFunction", writer, "Lake", LogLevel.Debug, time);

    public void Dispose() => writer.Dispose();

    /// <summary>The sum of a metric over all its lines.</summary>
    public double Metric(string name) => Lines()
        .Where(line => line.TryGetProperty("_aws", out _) && line.TryGetProperty(name, out _))
        .Sum(line => line.GetProperty(name).GetDouble());

    /// <summary>True when a metric was sent.</summary>
    public bool Has(string name) => Lines().Any(line => line.TryGetProperty("_aws", out _) && line.TryGetProperty(name, out _));

    /// <summary>The messages of a level.</summary>
    public IReadOnlyList<string> Messages(string level) =>
        [
            .. Lines()
                .Where(line => line.TryGetProperty("level", out var value) && value.GetString() == level)
                .Select(line => line.GetRawText()),
        ];

    private IEnumerable<JsonElement> Lines() =>
        writer.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement);
}
