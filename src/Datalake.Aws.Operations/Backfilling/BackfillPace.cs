namespace Datalake.Aws.Operations.Backfilling;

/// <summary>How fast raw objects are told of, at most: whichever of both is slower.</summary>
/// <param name="ObjectsPerSecond">So many objects a second, so that the functions keep up; at least 1.</param>
/// <param name="BytesPerSecond">
/// So many bytes a second, so that the delivery stream has room for what comes in meanwhile; at least 1. Null: half of what the stream
/// takes.
/// </param>
public sealed record BackfillPace(int ObjectsPerSecond, long? BytesPerSecond = null)
{
    // The least that a stream takes in any region (Amazon Data Firehose Developer Guide, "Quotas", Direct PUT).
    private const int LeastThroughput = 1;

    // What text is compressed by, roughly; the listing does not say what is in an object.
    private const int Compression = 8;

    /// <summary>The same for a stream, with the bytes that are left open filled in.</summary>
    /// <param name="throughput">How many MiB a second the delivery stream takes; null where it is not known.</param>
    internal BackfillPace For(int? throughput) =>
        BytesPerSecond is null ? this with { BytesPerSecond = ((long)(throughput ?? LeastThroughput) << 20) / 2 } : this;

    /// <summary>When the next message may go, since the start.</summary>
    /// <param name="objects">The objects told of so far.</param>
    /// <param name="delivered">What these come to in the stream, by <see cref="Delivered"/>.</param>
    internal TimeSpan Due(long objects, long delivered) =>
        TimeSpan.FromSeconds(Math.Max((double)objects / ObjectsPerSecond, (double)delivered / (BytesPerSecond ?? long.MaxValue)));

    /// <summary>About how many bytes an object comes to in the stream.</summary>
    internal static long Delivered(Datalake.Storage.StoredObject arrival) =>
        arrival.Key.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? arrival.Length * Compression : arrival.Length;
}
