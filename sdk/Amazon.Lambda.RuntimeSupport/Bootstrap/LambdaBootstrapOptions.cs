namespace Amazon.Lambda.RuntimeSupport.Bootstrap;

/// <summary>Options for tests.</summary>
public class LambdaBootstrapOptions
{
    /// <summary>Host and port of the Runtime API, in place of the variable <c>AWS_LAMBDA_RUNTIME_API</c>.</summary>
    public string? RuntimeApiEndpoint { get; set; }
}
