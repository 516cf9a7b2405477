namespace Datalake.Server.Settings;

/// <summary>How much a request may take.</summary>
public sealed record LimitSettings
{
    /// <summary>Bytes of the body of a request that brings records, after decompression. 64 MiB by default; 1 KiB to 1 GiB.</summary>
    public long BodyBytes { get; init; } = 64L << 20;

    /// <summary>Bytes of a raw arrival as it comes. 5 GiB by default; 1 KiB to 1 TiB.</summary>
    public long RawBytes { get; init; } = 5L << 30;

    /// <summary>Bytes of all headers of a request together. 32 KiB by default; 1 KiB to 1 MiB.</summary>
    public int HeaderBytes { get; init; } = 32 << 10;

    /// <summary>How long a query may run. One minute by default; 1 s to 1 d.</summary>
    public TimeSpan QueryTime { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Rows a query may give. 1,000,000 by default; 1 to 2,147,483,647.</summary>
    public int QueryRows { get; init; } = 1_000_000;

    /// <summary>
    /// Bytes of arrivals that may wait for the stage before new ones are refused for a while. 4 GiB by default; 1 MiB to 1 TiB.
    /// </summary>
    public long BacklogBytes { get; init; } = 4L << 30;
}
