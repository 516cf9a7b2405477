using Datalake.Tables.Delta.Log;

namespace Datalake.Tables.Delta.Maintenance;

/// <summary>Tells which files of a log are no longer needed (Delta Transaction Log Protocol, "Metadata Cleanup").</summary>
internal static class LogCleanUp
{
    /// <summary>The keys to delete, the oldest version first, so that a clean-up that stops half-way leaves what can be read.</summary>
    /// <param name="listing">The whole log.</param>
    /// <param name="keptSince">Versions that were the newest at this time or later stay readable; it is taken back to midnight UTC.</param>
    public static IReadOnlyList<string> Expired(LogListing listing, DateTimeOffset keptSince)
    {
        var cutOff = new DateTimeOffset(keptSince.UtcDateTime.Date, TimeSpan.Zero);
        var oldestKept = CommitTimes.NewestAt(listing, cutOff);
        if (listing.Checkpoints.FirstOrDefault(checkpoint => checkpoint.Version <= oldestKept) is not { } start) return [];
        return
        [
            .. listing.Commits.Select(entry => (Version: entry.Key, File: entry.Value))
                .Concat(listing.CheckpointFiles)
                .Where(found => found.Version < start.Version)
                .OrderBy(found => found.Version)
                .Select(found => found.File.Key),
        ];
    }
}
