namespace Datalake.Embedded.Delivery;

/// <summary>When the delivery stream writes what it has taken, as a Firehose delivery stream has it.</summary>
public sealed record DeliveryBufferOptions
{
    /// <summary>Bytes of conformed records that make a stage file. 128 MiB by default; 1 KiB or more.</summary>
    public long Bytes { get; init; } = 128L << 20;

    /// <summary>
    /// How many full files are committed together at most when records come faster than <see cref="Interval"/>: they are ordered across, so
    /// that a backlog of many days does not leave a little of each day in every file. 32 by default; 1 or more. Until then the records lie
    /// in scratch files, and a crash has them structured again.
    /// </summary>
    public int FilesPerCommit { get; init; } = 32;

    /// <summary>How long the oldest record waits at most. 300 seconds by default. Looked at whenever an arrival is complete.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>
    /// Records after which a commit is made whatever their size, since what orders them is held in memory. 1,000,000 by default.
    /// </summary>
    public int Records { get; init; } = 1_000_000;
}
