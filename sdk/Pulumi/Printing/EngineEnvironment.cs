using System.Text.Json;

namespace Pulumi.Printing;

/// <summary>What Pulumi gives a program.</summary>
/// <param name="Project">The project's name.</param>
/// <param name="Stack">The stack's name; empty when Pulumi asks only which packages are needed.</param>
/// <param name="Configuration">The settings by <c>namespace:key</c>, secrets in the clear.</param>
internal sealed record EngineEnvironment(string Project, string Stack, IReadOnlyDictionary<string, string> Configuration)
{
    public static EngineEnvironment FromProcess() => new(
        Variable("PULUMI_PROJECT") is { Length: > 0 } project ? project : "project",
        Variable("PULUMI_STACK"),
        Variable("PULUMI_CONFIG") is { Length: > 0 } json ? JsonSerializer.Deserialize<Dictionary<string, string>>(json)! : []);

    private static string Variable(string name) => Environment.GetEnvironmentVariable(name) ?? "";
}
