namespace Datalake.Tables.Delta.Log;

/// <summary>
/// The times of versions: those of their log entries in the store, made to grow with the version, since clocks of stores and copies of
/// files can make a later version look older.
/// </summary>
internal static class CommitTimes
{
    /// <summary>The versions with their times, the oldest first.</summary>
    public static IEnumerable<(long Version, DateTimeOffset Time)> Of(LogListing listing)
    {
        var last = DateTimeOffset.MinValue;
        foreach (var (version, entry) in listing.Commits)
        {
            var next = last == DateTimeOffset.MinValue ? last : last.AddMilliseconds(1);
            last = entry.LastModified > next ? entry.LastModified : next;
            yield return (version, last);
        }
    }

    /// <summary>The version that was the newest at a time; -1 when the log does not reach back so far.</summary>
    public static long NewestAt(LogListing listing, DateTimeOffset time) =>
        Of(listing).Where(version => version.Time <= time).Select(version => version.Version).LastOrDefault(-1);
}
