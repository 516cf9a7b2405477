namespace Datalake.Embedded.Delivery;

/// <summary>When the delivery stream writes what it has taken, as a Firehose delivery stream has it.</summary>
public sealed record DeliveryBufferOptions
{
    /// <summary>Bytes of conformed records after which a file is written. 128 MiB by default; 1 KiB or more.</summary>
    public long Bytes { get; init; } = 128L << 20;

    /// <summary>How long the oldest record waits at most. 300 seconds by default. Looked at whenever an arrival is complete.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>Bytes of one Parquet row group, before compression. 16 MiB by default.</summary>
    public long RowGroupBytes { get; init; } = 16L << 20;
}
