using System.Text.Json;

namespace Datalake.Infrastructure.Settings;

/// <summary>
/// Which settings are set. Pulumi's own Config reads a setting by its name only, so that a misspelt one would go unnoticed.
/// </summary>
internal static class GivenSettings
{
    /// <summary>The names of the settings, without the project's name.</summary>
    /// <param name="project">The project's name.</param>
    public static IEnumerable<string> Names(string project)
    {
        if (Environment.GetEnvironmentVariable("PULUMI_CONFIG") is not { Length: > 0 } json) return [];
        using var document = JsonDocument.Parse(json);
        var prefix = project + ":";
        return document.RootElement.EnumerateObject()
            .Where(setting => setting.Name.StartsWith(prefix, StringComparison.Ordinal))
            .Select(setting => setting.Name[prefix.Length..])
            .ToArray();
    }
}
