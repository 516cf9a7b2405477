namespace Datalake.Aws.Testing.RuntimeApi;

/// <summary>How the host hands out an event.</summary>
public sealed record InvocationOptions
{
    /// <summary>The time from the handing out to the deadline. Default 15 minutes, the maximum of Lambda.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>The X-Ray trace header, or null for none.</summary>
    public string? TraceId { get; init; } = "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=0";

    /// <summary>The ARN that was invoked.</summary>
    public string InvokedFunctionArn { get; init; } = "arn:aws:lambda:eu-west-1:123456789012:function:under-test";

    /// <summary>The request id, or null for one that the host counts.</summary>
    public string? RequestId { get; init; }

    /// <summary>Further headers of the answer to "next", which replace the host's own of the same name. A null value removes one.</summary>
    public IReadOnlyDictionary<string, string?> Headers { get; init; } = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
}
