using System.Diagnostics;

namespace Datalake.Aws.Testing.Functions;

/// <summary>Which function to start, and with what environment.</summary>
/// <param name="Path">The assembly (<c>….dll</c>, started with <c>dotnet</c>) or a native executable (<c>bootstrap</c>).</param>
public sealed record FunctionStart(string Path)
{
    // A function sees what Lambda gives it and what the test gives it, not the settings of who runs the tests.
    private static readonly string[] Inherited = ["PATH", "HOME", "TMPDIR", "DOTNET_ROOT", "LD_LIBRARY_PATH", "SystemRoot", "TEMP", "TMP"];

    /// <summary>The name the function is deployed under.</summary>
    public string Name { get; init; } = "under-test";

    /// <summary>Variables of the function. They replace the ones that every function gets; null removes one.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    internal ProcessStartInfo ToStartInfo(string? runtimeApi)
    {
        var managed = System.IO.Path.GetExtension(Path).Equals(".dll", StringComparison.OrdinalIgnoreCase);
        var start = new ProcessStartInfo(managed ? "dotnet" : Path)
        {
            WorkingDirectory = System.IO.Path.GetDirectoryName(Path),
        };
        if (managed) start.ArgumentList.Add(Path);
        var environment = start.Environment;
        foreach (var name in environment.Keys.Except(Inherited, StringComparer.OrdinalIgnoreCase).ToList()) environment.Remove(name);
        foreach (var (name, value) in OfLambda(runtimeApi)) environment[name] = value;
        foreach (var (name, value) in Environment)
        {
            if (value is null) environment.Remove(name);
            else environment[name] = value;
        }

        return start;
    }

    private Dictionary<string, string?> OfLambda(string? runtimeApi)
    {
        var variables = new Dictionary<string, string?>
        {
            ["AWS_LAMBDA_FUNCTION_NAME"] = Name,
            ["AWS_LAMBDA_FUNCTION_VERSION"] = "$LATEST",
            ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = "512",
            ["AWS_LAMBDA_LOG_GROUP_NAME"] = $"/aws/lambda/{Name}",
            ["AWS_LAMBDA_LOG_STREAM_NAME"] = "2026/11/20/[$LATEST]00000000000000000000000000000001",
            ["LAMBDA_TASK_ROOT"] = System.IO.Path.GetDirectoryName(Path),
            ["AWS_REGION"] = "eu-west-1",
            ["AWS_DEFAULT_REGION"] = "eu-west-1",
            ["AWS_ACCESS_KEY_ID"] = "testing",
            ["AWS_SECRET_ACCESS_KEY"] = "testing",
            ["AWS_EC2_METADATA_DISABLED"] = "true",
            ["TZ"] = ":UTC",
        };
        if (runtimeApi is not null) variables["AWS_LAMBDA_RUNTIME_API"] = runtimeApi;
        return variables;
    }
}
