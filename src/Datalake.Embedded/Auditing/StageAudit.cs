using Datalake.Datasets;
using Datalake.Embedded.Storage;
using Datalake.Storage;

namespace Datalake.Embedded.Auditing;

/// <summary>Compares the stage files that commits name with those that are there.</summary>
internal sealed class StageAudit(DatasetContract dataset, Ledger ledger, FileObjectStore store, Action<LakeDifference> report)
{
    public long Files { get; private set; }

    public long Rows { get; private set; }

    /// <summary>
    /// The stage files by hour, with their rows; those that a commit names and that are missing too, with the rows they should have.
    /// </summary>
    public SortedDictionary<IngestionHour, Dictionary<string, long>> Hours { get; } = [];

    public void Count(Dictionary<string, long?> files)
    {
        Files = files.Count;
        Rows = files.Values.Sum(rows => rows ?? 0);
        foreach (var (key, rows) in files)
        {
            if (!ledger.Files.TryGetValue(key, out var file))
            {
                Report(
                    LakeRules.StageUnknown,
                    $"{key} is named by no commit, so nothing says where its {rows ?? 0} rows come from. If it was put there by hand, remove it; "
                    + $"if its commit was lost, restore _state/commits/{dataset.Name}/ from a copy, or remove the file and ingest again.");
            }
            else if (rows is null)
            {
                Report(LakeRules.StageFile, $"{key} is not readable as Parquet; it should hold {file.Records} rows. {Restore(key)}");
            }
            else if (rows != file.Records)
            {
                Report(LakeRules.StageFile, $"{key} holds {rows} rows and should hold {file.Records}. {Restore(key)}");
            }

            AddToHour(key, rows ?? file?.Records ?? 0);
        }

        foreach (var (key, file) in ledger.Files)
        {
            if (files.ContainsKey(key)) continue;

            // A crash between a commit and the renames after it leaves the file here; whoever opens the lake next puts it in place.
            var pending = File.Exists(Path.Combine(store.Root, "_state", "pending", file.Pending));
            if (!pending) Report(LakeRules.StageFile, $"{key} is gone; it held {file.Records} rows. {Restore(key)}");
            AddToHour(key, file.Records);
        }
    }

    private string Restore(string key) =>
        $"Restore it from a copy of the lake; or delete its commit, {ledger.CommitOf[key]}.ndjson below _state/commits/{dataset.Name}/, with the other files it names, and ingest again: the arrivals in raw/ that it covers are then ingested again.";

    private void AddToHour(string key, long rows)
    {
        if (!LakeKeys.TryParseStage(dataset.Name, key, out var hour)) return;
        if (!Hours.TryGetValue(hour, out var files)) Hours[hour] = files = new Dictionary<string, long>(StringComparer.Ordinal);
        files[key] = rows;
    }

    private void Report(string rule, string message) => report(new LakeDifference(dataset.Name, rule, message));
}
