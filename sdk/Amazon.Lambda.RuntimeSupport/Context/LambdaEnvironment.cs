namespace Amazon.Lambda.RuntimeSupport;

/// <summary>What Lambda gives every function in its environment.</summary>
internal sealed record LambdaEnvironment(string RuntimeApi)
{
    public string FunctionName { get; private init; } = Get("AWS_LAMBDA_FUNCTION_NAME");

    public string FunctionVersion { get; private init; } = Get("AWS_LAMBDA_FUNCTION_VERSION");

    public int MemoryLimitInMB { get; private init; } = int.TryParse(Get("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"), out var size) ? size : 0;

    public string LogGroupName { get; private init; } = Get("AWS_LAMBDA_LOG_GROUP_NAME");

    public string LogStreamName { get; private init; } = Get("AWS_LAMBDA_LOG_STREAM_NAME");

    /// <summary>Whether the function's logging is configured as JSON.</summary>
    public bool JsonLog { get; private init; } = Get("AWS_LAMBDA_LOG_FORMAT").Equals("JSON", StringComparison.OrdinalIgnoreCase);

    /// <param name="runtimeApi">Host and port of the Runtime API, in place of the variable.</param>
    /// <exception cref="InvalidOperationException">The Runtime API is not named, or not as host and port.</exception>
    public static LambdaEnvironment Read(string? runtimeApi)
    {
        runtimeApi ??= Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API");
        if (string.IsNullOrEmpty(runtimeApi))
        {
            throw new InvalidOperationException(
                "AWS_LAMBDA_RUNTIME_API is not set. A function is started by Lambda, or by a host of the Lambda Runtime API that sets it to its host:port."
            );
        }

        // A path or a scheme in it would give addresses that nobody meant.
        if (!Uri.TryCreate($"http://{runtimeApi}/", UriKind.Absolute, out var uri) || uri.PathAndQuery != "/" || uri.UserInfo.Length > 0)
            throw new InvalidOperationException($"AWS_LAMBDA_RUNTIME_API is '{runtimeApi}', which is not host:port.");
        return new(runtimeApi);
    }

    private static string Get(string name) => Environment.GetEnvironmentVariable(name) ?? "";
}
