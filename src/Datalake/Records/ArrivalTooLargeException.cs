namespace Datalake.Records;

/// <summary>An arrival is larger, decompressed, than <see cref="RecordLimits.ArrivalBytes"/> allows; it is not read further.</summary>
/// <param name="limit">The limit, in bytes.</param>
public sealed class ArrivalTooLargeException(long limit)
    : Exception(FormattableString.Invariant($"The arrival is larger than {limit} bytes after decompression."))
{
    /// <summary>The limit, in bytes.</summary>
    public long Limit { get; } = limit;
}
