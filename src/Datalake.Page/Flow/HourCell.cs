using Datalake.Partitioning;
using Datalake.Storage;

namespace Datalake.Page.Flow;

/// <summary>An ingestion hour of a dataset.</summary>
/// <param name="Hour">The hour.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Files">Its stage files.</param>
/// <param name="Marker">What the routine noted of it; null when it has not done it yet.</param>
/// <param name="Failure">Why the routine failed; null unless it did.</param>
public sealed record HourCell(IngestionHour Hour, HourState State, int Files, CompletionMarker? Marker, string? Failure)
{
    /// <summary>Judges an hour.</summary>
    /// <param name="hour">The hour.</param>
    /// <param name="files">The keys of its stage files.</param>
    /// <param name="marker">Its completion marker; null when there is none.</param>
    /// <param name="failure">Why the routine failed the last time; null when it did not.</param>
    /// <param name="now">The time, UTC.</param>
    public static HourCell Of(IngestionHour hour, IReadOnlyCollection<string> files, CompletionMarker? marker, string? failure, DateTime now)
    {
        var isCovered = marker is not null && files.All(file => marker.StageFiles.Contains(file, StringComparer.Ordinal));
        var state = (files.Count, isCovered) switch
        {
            (0, false) => HourState.Empty,
            (_, false) when failure is not null => HourState.Failed,
            _ when hour.End > now => HourState.Open,
            (_, true) => HourState.Done,
            _ => HourState.Due,
        };
        return new HourCell(hour, state, files.Count, marker, state == HourState.Failed ? failure : null);
    }
}
