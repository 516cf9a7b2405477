namespace Datalake.Aws.Operations.Redriving;

/// <summary>Which dead letters to take.</summary>
public sealed record RedriveRequest
{
    /// <summary>Only those of this function; null for all.</summary>
    public string? Function { get; init; }

    /// <summary>At most this many messages of all queues together; null for all.</summary>
    public long? Maximum { get; init; }

    /// <summary>Only look: nothing is published, nothing deleted.</summary>
    public bool DryRun { get; init; }
}
