using Datalake.Datasets;
using Datalake.Partitioning;
using Datalake.Storage;

namespace Datalake.Embedded.Auditing;

/// <summary>Compares the finished marks with the stage before them and the consumable files behind them.</summary>
internal sealed class HourAudit(DatasetContract dataset, Books books, Action<LakeDifference> report, DateTimeOffset now)
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
    /// <param name="marks">The finished marks.</param>
    /// <param name="consumable">The consumable files, with their rows.</param>
    public void Count(
        SortedDictionary<IngestionHour, Dictionary<string, long>> stage, IReadOnlyDictionary<IngestionHour, CompletionMarker> marks, Dictionary<string, long?> consumable)
    {
        foreach (var (hour, files) in stage) CountStage(hour, files, marks.GetValueOrDefault(hour));
        var rows = RowsByHour(consumable);
        Rows = rows.Values.Sum();
        foreach (var (hour, mark) in marks.OrderBy(entry => entry.Key)) CountMark(hour, mark, rows.GetValueOrDefault(hour));
        foreach (var (hour, there) in rows.Where(entry => !marks.ContainsKey(entry.Key) && !stage.ContainsKey(entry.Key)))
        {
            Report(LakeRules.ConsumableUnknown, $"The consumable table holds {there} rows of hour {hour}, of which there is no stage file and no finished mark. Take the folders ingestion={hour} away if they were put there by hand.");
        }
    }

    private void CountStage(IngestionHour hour, Dictionary<string, long> files, CompletionMarker? mark)
    {
        var late = mark is null ? files : files.Where(file => !mark.StageFiles.Contains(file.Key, StringComparer.Ordinal)).ToDictionary(StringComparer.Ordinal);
        RowsWaiting += late.Values.Sum();
        if (mark is not null && late.Count == 0) Done++;
        else if (hour.End > now.UtcDateTime) Open++;
        else Due++;

        if (mark is null || late.Count == 0 || hour.End > now.UtcDateTime - new PartitionRequest().LookBack) return;
        Report(
            LakeRules.LateFile,
            $"{late.Count} stage files of hour {hour} with {late.Values.Sum()} rows came after it was finished, too late for it to open again by itself. {Again(hour)}");
    }

    private void CountMark(IngestionHour hour, CompletionMarker mark, long there)
    {
        Written += mark.Written;
        Duplicates += mark.Duplicates;
        var staged = mark.StageFiles.Sum(key => books.Files.TryGetValue(key, out var file) ? file.Records : 0);
        if (mark.Rows != mark.Written + mark.Duplicates)
        {
            Report(LakeRules.HourBalance, $"Hour {hour} read {mark.Rows} rows, wrote {mark.Written} and dropped {mark.Duplicates} repeats, which does not add up. This is a defect, please report it.");
        }

        if (mark.Rows != staged && mark.StageFiles.All(books.Files.ContainsKey))
        {
            Report(LakeRules.HourBalance, $"Hour {hour} read {mark.Rows} rows from stage files that hold {staged} by the books. {Again(hour)}");
        }

        if (there != mark.Written)
        {
            Report(LakeRules.ConsumableRows, $"Hour {hour} wrote {mark.Written} rows to the consumable table, and {there} are there: its files were changed since. {Again(hour)}");
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
                    $"{key} lies in no folder of an hour: lake query passes it over, other programs may read its {rows ?? 0} rows. Take it away; the partition routine did not put it there.");
                continue;
            }

            byHour[hour] = byHour.GetValueOrDefault(hour) + (rows ?? 0);
            if (rows is null) Report(LakeRules.ConsumableRows, $"{key} is not readable as Parquet. {Again(hour)}");
        }

        return byHour;
    }

    private string Again(IngestionHour hour) => $"Make the hour again: lake partition --dataset {dataset.Name} --hour {hour}";

    private void Report(string rule, string message) => report(new LakeDifference(dataset.Name, rule, message));
}
