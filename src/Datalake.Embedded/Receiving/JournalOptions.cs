namespace Datalake.Embedded.Receiving;

/// <summary>When what came one by one becomes an arrival.</summary>
public sealed record JournalOptions
{
    /// <summary>How long records are gathered at most, from the first one on. 500 milliseconds by default.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Bytes after which no more are gathered. 16 MiB by default.</summary>
    public long Bytes { get; init; } = 16L << 20;
}
