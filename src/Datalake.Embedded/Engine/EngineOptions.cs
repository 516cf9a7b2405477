namespace Datalake.Embedded.Engine;

/// <summary>How much of the machine the engine may take.</summary>
public sealed record EngineOptions
{
    /// <summary>Megabytes the engine may hold in memory before it writes to disk. 256 by default; at least 64.</summary>
    public int MemoryMegabytes { get; init; } = 256;

    /// <summary>Threads of the engine; 0, the default, stands for the machine's processors.</summary>
    public int Threads { get; init; }
}
