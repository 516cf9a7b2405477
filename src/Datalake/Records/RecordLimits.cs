namespace Datalake.Records;

/// <summary>
/// How large an arrival's parts may be. What is beyond goes to quarantine, so that one hostile arrival cannot take the memory of the rest.
/// </summary>
public sealed record RecordLimits
{
    /// <summary>The limits where none are set.</summary>
    public static RecordLimits Default { get; } = new();

    /// <summary>Bytes of one record as it came, decompressed. 16 MiB by default; 1 KiB to 256 MiB.</summary>
    public int RecordBytes { get; init; } = 16 << 20;

    /// <summary>What to do about a record that is larger, for the message: how this limit is raised, where it can be.</summary>
    public string TooLargeAdvice { get; init; } =
        "Split it, or set raw.records in the contract if it is a document around many records. The limit is fixed here.";

    /// <summary>Levels of objects and arrays in one record. 128 by default; 1 to 512.</summary>
    public int Depth { get; init; } = 128;

    /// <summary>
    /// How many times its own size a gzip arrival may grow. Deflate cannot exceed 1,032; JSON that repeats itself reaches about 100.
    /// 250 by default. Not looked at below <see cref="ExpansionFloor"/>.
    /// </summary>
    public int Expansion { get; init; } = 250;

    /// <summary>Decompressed bytes up to which any expansion is allowed. 64 MiB by default.</summary>
    public long ExpansionFloor { get; init; } = 64L << 20;

    /// <summary>
    /// Bytes of an arrival after each step of decompression; reading further throws <see cref="ArrivalTooLargeException"/>. No limit by
    /// default: files are of any size, and are read as a stream. For what comes from a network.
    /// </summary>
    public long ArrivalBytes { get; init; } = long.MaxValue;
}
