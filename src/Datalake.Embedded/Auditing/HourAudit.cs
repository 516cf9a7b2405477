using Datalake.Datasets;
using Datalake.Partitioning;
using Datalake.Storage;

namespace Datalake.Embedded.Auditing;

/// <summary>Compares the completion markers with the stage files that they cover.</summary>
internal sealed class HourAudit(DatasetContract dataset, Ledger ledger, Action<LakeDifference> report, DateTimeOffset now)
{
    public long Done { get; private set; }

    public long Due { get; private set; }

    public long Open { get; private set; }

    public long RowsWaiting { get; private set; }

    public long Written { get; private set; }

    public long Duplicates { get; private set; }

    /// <summary>Compares.</summary>
    /// <param name="stage">The stage files of each hour, with their rows.</param>
    /// <param name="markers">The completion markers.</param>
    public void Count(
        SortedDictionary<IngestionHour, Dictionary<string, long>> stage, IReadOnlyDictionary<IngestionHour, CompletionMarker> markers)
    {
        var limit = new PartitionRequest().LimitOf(now.UtcDateTime, markers.Count > 0 ? markers.MaxBy(entry => entry.Key).Value : null);
        foreach (var (hour, files) in stage) CountStage(hour, files, markers.GetValueOrDefault(hour), limit);
        foreach (var (hour, marker) in markers.OrderBy(entry => entry.Key)) CountMarker(hour, marker);
    }

    private void CountStage(IngestionHour hour, Dictionary<string, long> files, CompletionMarker? marker, DateTime limit)
    {
        var late = marker is null
            ? files
            : files.Where(file => !marker.StageFiles.Contains(file.Key, StringComparer.Ordinal)).ToDictionary(StringComparer.Ordinal);
        RowsWaiting += late.Values.Sum();
        if (marker is not null && late.Count == 0) Done++;
        else if (hour.End > now.UtcDateTime) Open++;
        else Due++;

        if (marker is null || late.Count == 0 || hour.End > limit) return;
        Report(
            LakeRules.LateFile,
            $"{late.Count} stage files of hour {hour} with {late.Values.Sum()} rows came after it was complete, too late for it to become due again by itself. {Again(hour)}"
        );
    }

    private void CountMarker(IngestionHour hour, CompletionMarker marker)
    {
        Written += marker.Written;
        Duplicates += marker.Duplicates;
        var staged = marker.StageFiles.Sum(key => ledger.Files.TryGetValue(key, out var file) ? file.Records : 0);
        if (marker.Rows != marker.Written + marker.Duplicates)
        {
            Report(
                LakeRules.HourBalance,
                $"Hour {hour} read {marker.Rows} rows, wrote {marker.Written} and dropped {marker.Duplicates} duplicates, which does not add up. This is a defect, please report it."
            );
        }

        if (marker.Rows != staged && marker.StageFiles.All(ledger.Files.ContainsKey))
        {
            Report(
                LakeRules.HourBalance,
                $"Hour {hour} read {marker.Rows} rows from stage files that are recorded with {staged}. {Again(hour)}"
            );
        }
    }

    private string Again(IngestionHour hour) => $"Run the hour again: lake partition --dataset {dataset.Name} --hour {hour}";

    private void Report(string rule, string message) => report(new LakeDifference(dataset.Name, rule, message));
}
