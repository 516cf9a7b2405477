namespace Datalake.Server.Settings;

/// <summary>When a delivery buffer is sealed, which writes it to the stage: by its age or its size, whichever comes first.</summary>
public sealed record SealSettings
{
    /// <summary>How long the oldest record waits. 5 s by default; 100 ms to 1 h.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Bytes of conformed records. 128 MiB by default; 1 MiB to 4 GiB.</summary>
    public long Bytes { get; init; } = 128L << 20;
}
