using Datalake.Aws.Logging;

namespace Datalake.Aws.Settings;

/// <summary>The settings that every function has, from its environment.</summary>
/// <param name="Contracts">Where the contracts are: <c>s3://bucket/key</c>, or paths of files.</param>
/// <param name="LakeBucket">The lake's bucket.</param>
/// <param name="MetricsNamespace">The namespace of its metrics. <c>Datalake</c> by default.</param>
/// <param name="LogLevel">What is below is not logged. Info by default.</param>
/// <param name="CallTimeout">How long one call of a service may take before it is tried again. 20 seconds by default, 1 to 300.</param>
public sealed record FunctionSettings(
    IReadOnlyList<string> Contracts, string LakeBucket, string MetricsNamespace, LogLevel LogLevel, TimeSpan CallTimeout)
{
    internal static FunctionSettings Read(EnvironmentReader environment)
    {
        var contracts = environment.RequiredList("DATALAKE_CONTRACTS", "the contracts' places, s3://bucket/key, with commas between them");
        var lake = environment.Required("DATALAKE_LAKE_BUCKET", "the name of the lake's bucket");
        var space = environment.Optional("DATALAKE_METRICS_NAMESPACE") ?? "Datalake";
        if (space.StartsWith("AWS/", StringComparison.Ordinal))
            environment.Add($"DATALAKE_METRICS_NAMESPACE is '{space}'; names that begin with AWS/ belong to AWS.");
        return new FunctionSettings(
            contracts,
            lake,
            space,
            ReadLevel(environment),
            TimeSpan.FromSeconds(environment.Integer("DATALAKE_CALL_TIMEOUT_SECONDS", 1, 300, 20))
        );
    }

    private static LogLevel ReadLevel(EnvironmentReader environment)
    {
        const string Name = "DATALAKE_LOG_LEVEL";
        switch (environment.Optional(Name)?.ToLowerInvariant())
        {
            case null or "info":
                return LogLevel.Info;
            case "debug":
                return LogLevel.Debug;
            case "warn":
                return LogLevel.Warn;
            case "error":
                return LogLevel.Error;
            case var other:
                environment.Add($"{Name} is '{other}'; debug, info, warn or error was expected.");
                return LogLevel.Info;
        }
    }
}
