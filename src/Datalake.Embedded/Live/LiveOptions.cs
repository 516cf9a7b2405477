namespace Datalake.Embedded.Live;

/// <summary>How a lake that runs for good keeps up with what arrives. The times of sealing are the delivery buffer's.</summary>
public sealed record LiveOptions
{
    /// <summary>
    /// How often the raw folder is listed, since file system events can get lost. 60 seconds by default. Where listing takes long, it is
    /// done more seldom, so that it costs at most a hundredth of a processor.
    /// </summary>
    public TimeSpan Rescan { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How long a file must be unchanged before it is read: one that is written under its own name is half there until then. 500
    /// milliseconds by default.
    /// </summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long the lake waits after a failure of the disk, or of an hour, before it tries again. 5 seconds by default.</summary>
    public TimeSpan Retry { get; init; } = TimeSpan.FromSeconds(5);
}
