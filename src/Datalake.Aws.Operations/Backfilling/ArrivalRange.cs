using Datalake.Storage;

namespace Datalake.Aws.Operations.Backfilling;

/// <summary>Which raw objects of a dataset to structure again.</summary>
public sealed record ArrivalRange
{
    /// <summary>What their keys begin with; empty for all.</summary>
    public string Prefix { get; init; } = string.Empty;

    /// <summary>The first key, in the order of keys' UTF-8 bytes, which is S3's; null for the first there is.</summary>
    public string? From { get; init; }

    /// <summary>Only objects that were put at this time or later; null for no bound.</summary>
    public DateTimeOffset? After { get; init; }

    /// <summary>Only objects that were put before this time; null for no bound.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>Whether an object was put in the time that is asked for.</summary>
    /// <param name="arrival">The object.</param>
    public bool IsInTime(StoredObject arrival)
    {
        ArgumentNullException.ThrowIfNull(arrival);
        return (After is null || arrival.LastModified >= After) && (Before is null || arrival.LastModified < Before);
    }
}
