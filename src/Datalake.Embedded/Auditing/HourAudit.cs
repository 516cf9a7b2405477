using Datalake.Datasets;
using Datalake.Partitioning;
using Datalake.Storage;

namespace Datalake.Embedded.Auditing;

/// <summary>Compares the completion markers with the stage files that they cover and the consumable files that came of them.</summary>
internal sealed class HourAudit(DatasetContract dataset, Ledger ledger, Action<LakeDifference> report, DateTimeOffset now)
{
    public long Done { get; private set; }

    public long Due { get; private set; }

    public long Open { get; private set; }

    public long Rows { get; private set; }

    public long RowsWaiting { get; private set; }

    public long Written { get; private set; }

    public long Duplicates { get; private set; }

    /// <summary>Compares.</summary>
    /// <param name="stage">The stage files of each hour, with their rows.</param>
    /// <param name="markers">The completion markers.</param>
    /// <param name="consumable">The consumable files, with their rows.</param>
    public void Count(
        SortedDictionary<IngestionHour, Dictionary<string, long>> stage,
        IReadOnlyDictionary<IngestionHour, CompletionMarker> markers,
        Dictionary<string, long?> consumable
    )
    {
        foreach (var (hour, files) in stage) CountStage(hour, files, markers.GetValueOrDefault(hour));
        var rows = RowsByHour(consumable);
        Rows = rows.Values.Sum();
        foreach (var (hour, marker) in markers.OrderBy(entry => entry.Key)) CountMarker(hour, marker, rows.GetValueOrDefault(hour));
        foreach (var (hour, there) in rows.Where(entry => !markers.ContainsKey(entry.Key) && !stage.ContainsKey(entry.Key)))
        {
            Report(
                LakeRules.ConsumableUnknown,
                $"The consumable table holds {there} rows of hour {hour}, of which there is neither a stage file nor a completion marker. Remove the folders ingestion={hour} if they were put there by hand."
            );
        }
    }

    private void CountStage(IngestionHour hour, Dictionary<string, long> files, CompletionMarker? marker)
    {
        var late = marker is null
            ? files
            : files.Where(file => !marker.StageFiles.Contains(file.Key, StringComparer.Ordinal)).ToDictionary(StringComparer.Ordinal);
        RowsWaiting += late.Values.Sum();
        if (marker is not null && late.Count == 0) Done++;
        else if (hour.End > now.UtcDateTime) Open++;
        else Due++;

        if (marker is null || late.Count == 0 || hour.End > now.UtcDateTime - new PartitionRequest().LookBack) return;
        Report(
            LakeRules.LateFile,
            $"{late.Count} stage files of hour {hour} with {late.Values.Sum()} rows came after it was complete, too late for it to become due again by itself. {Again(hour)}"
        );
    }

    private void CountMarker(IngestionHour hour, CompletionMarker marker, long there)
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

        if (there != marker.Written)
        {
            Report(
                LakeRules.ConsumableRows,
                $"Hour {hour} wrote {marker.Written} rows to the consumable table, and {there} are found: its files were changed since. {Again(hour)}"
            );
        }
    }

    private Dictionary<IngestionHour, long> RowsByHour(Dictionary<string, long?> consumable)
    {
        var byHour = new Dictionary<IngestionHour, long>();
        foreach (var (key, rows) in consumable)
        {
            if (!LakeKeys.TryParseConsumable(dataset.Name, key, out _, out var hour))
            {
                Report(
                    LakeRules.ConsumableUnknown,
                    $"{key} lies in no folder of an hour: lake query skips it, other programs may read its {rows ?? 0} rows. Remove it; the partition routine did not write it."
                );
                continue;
            }

            byHour[hour] = byHour.GetValueOrDefault(hour) + (rows ?? 0);
            if (rows is null) Report(LakeRules.ConsumableRows, $"{key} is not readable as Parquet. {Again(hour)}");
        }

        return byHour;
    }

    private string Again(IngestionHour hour) => $"Run the hour again: lake partition --dataset {dataset.Name} --hour {hour}";

    private void Report(string rule, string message) => report(new LakeDifference(dataset.Name, rule, message));
}
