using Datalake.Infrastructure.Policies;
using Datalake.Infrastructure.Settings;
using Pulumi;

namespace Datalake.Infrastructure;

/// <summary>What a function is.</summary>
/// <param name="Id">Its name in the program.</param>
/// <param name="Name">Its name.</param>
/// <param name="Assembly">The executable in its package.</param>
/// <param name="Description">What it does, in a sentence.</param>
/// <param name="MemoryMiB">Its memory.</param>
/// <param name="Concurrency">How many of its calls run at once, at most; null: no limit.</param>
/// <param name="Policy">The document that says what it may do.</param>
/// <param name="Granted">What the document's placeholders stand for, besides the log and the dead letters.</param>
/// <param name="Variables">Its environment, besides what all functions have.</param>
internal sealed record FunctionSpec(
    string Id, string Name, string Assembly, string Description, int MemoryMiB, int? Concurrency, string Policy, Placeholders Granted,
    IReadOnlyDictionary<string, Output<string>> Variables)
{
    /// <summary>Its whole environment.</summary>
    /// <param name="settings">What all functions have.</param>
    public InputMap<string> Environment(FunctionSettings settings)
    {
        var map = new InputMap<string>
        {
            { "DATALAKE_METRICS_NAMESPACE", settings.MetricsNamespace },
            { "DATALAKE_LOG_LEVEL", settings.LogLevel },
        };
        foreach (var (name, value) in Variables) map.Add(name, value);
        return map;
    }
}
