using Pulumi.Printing;

namespace Pulumi;

/// <summary>The settings of the stack.</summary>
/// <param name="name">The namespace; null for the project's.</param>
public sealed class Config(string? name = null)
{
    private readonly EngineEnvironment environment = Recorder.Current.Environment;

    /// <summary>A setting as text.</summary>
    /// <param name="key">Its key.</param>
    /// <returns>Null when it is not set.</returns>
    public string? Get(string key) => environment.Configuration.GetValueOrDefault($"{name ?? environment.Project}:{key}");
}
