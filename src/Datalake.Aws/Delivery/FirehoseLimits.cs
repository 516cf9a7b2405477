namespace Datalake.Aws.Delivery;

/// <summary>What one call of Firehose takes (Amazon Data Firehose API Reference, "PutRecordBatch").</summary>
public static class FirehoseLimits
{
    /// <summary>Entries of a call.</summary>
    public const int BatchEntries = 500;

    /// <summary>Bytes of a call, all entries together, before base64: 4 MiB.</summary>
    public const int BatchBytes = 4 << 20;

    /// <summary>Bytes of an entry before base64: 1,000 KiB.</summary>
    public const int EntryBytes = 1000 << 10;
}
