using Datalake.Datasets;
using Datalake.Embedded.Delivery;
using Datalake.Embedded.Ingestion;
using Datalake.Quarantining;

namespace Datalake.Embedded.Auditing;

/// <summary>What the commits of a dataset record, added up in one pass.</summary>
internal sealed class Ledger(DatasetContract dataset, Action<LakeDifference> report)
{
    private readonly HashSet<string> superseded = new(StringComparer.Ordinal);

    /// <summary>Which arrivals are done.</summary>
    public CommittedArrivals Done { get; } = new();

    /// <summary>The stage files by key.</summary>
    public Dictionary<string, CommitFile> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>The commit of each stage file.</summary>
    public Dictionary<string, string> CommitOf { get; } = new(StringComparer.Ordinal);

    /// <summary>Records that were discarded.</summary>
    public long Discarded { get; private set; }

    public long Arrivals { get; private set; }

    public long Records { get; private set; }

    public long Delivered { get; private set; }

    public long Rescued { get; private set; }

    /// <summary>Records that were erased.</summary>
    public long Erased { get; private set; }

    /// <summary>Records that are recorded as quarantined and neither replayed nor discarded.</summary>
    public long Quarantined { get; private set; }

    public void Add(Commit commit)
    {
        var delivered = 0L;
        foreach (var entry in commit.Entries)
        {
            Add(commit, entry);
            delivered += entry.Delivered;
        }

        foreach (var file in commit.Files)
        {
            Files[file.Key] = file;
            CommitOf[file.Key] = commit.Id;
        }

        var rows = commit.Files.Sum(file => file.Records);
        if (rows == delivered) return;
        Report(
            LakeRules.CommitBalance,
            $"Commit {commit.Id} delivered {delivered} records and its stage files were written with {rows} rows. This is a defect, please report it."
        );
    }

    /// <summary>
    /// Takes discarded records out of quarantine. Called when all commits are added: without their arrival's commit there is nothing to
    /// take them from.
    /// </summary>
    public void Add(Discarded records)
    {
        if (!Done.Contains(records.Source, records.Version) || !superseded.Add(records.Key)) return;
        Quarantined -= records.Count;
        Discarded += records.Count;
    }

    /// <summary>
    /// Whether the entries of a quarantine object count: it is not superseded by a replay or discard, and the one before it is.
    /// </summary>
    public bool IsLive(string key) =>
        !superseded.Contains(key) && (QuarantineKeys.Before(key) is not { } before || superseded.Contains(before));

    private void Add(Commit commit, CommitEntry entry)
    {
        Delivered += entry.Delivered;
        Rescued += entry.Rescued;
        Erased += entry.Erased;
        Quarantined += entry.Quarantined;
        if (entry.Records != entry.Delivered + entry.Quarantined + entry.Erased)
        {
            Report(
                LakeRules.CommitBalance,
                $"Commit {commit.Id}, arrival {entry.Key}: {entry.Records} records went in, {entry.Delivered} were delivered, {entry.Quarantined} quarantined and {entry.Erased} erased. This is a defect, please report it."
            );
        }

        if (entry.Replay)
        {
            Quarantined -= entry.Records;
            superseded.Add(entry.Key);
            return;
        }

        Arrivals++;
        Records += entry.Records;
        if (!Done.Add(entry.Key, entry.Version))
        {
            Report(
                LakeRules.ArrivalOnce,
                $"Arrival {entry.Key} (version {entry.Version}) is in commit {commit.Id} and in one before it: its records are in the stage twice. The consumable table holds them once."
            );
        }
    }

    private void Report(string rule, string message) => report(new LakeDifference(dataset.Name, rule, message));
}
