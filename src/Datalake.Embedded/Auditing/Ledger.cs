using Datalake.Datasets;
using Datalake.Embedded.Delivery;
using Datalake.Embedded.Ingestion;

namespace Datalake.Embedded.Auditing;

/// <summary>What the commits of a dataset record, added up in one pass.</summary>
internal sealed class Ledger(DatasetContract dataset, Action<LakeDifference> report)
{
    /// <summary>Which arrivals are done.</summary>
    public CommittedArrivals Done { get; } = new();

    /// <summary>The stage files by key.</summary>
    public Dictionary<string, CommitFile> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>The commit of each stage file.</summary>
    public Dictionary<string, string> CommitOf { get; } = new(StringComparer.Ordinal);

    /// <summary>The keys of quarantine entries that were replayed.</summary>
    public HashSet<string> Replayed { get; } = new(StringComparer.Ordinal);

    /// <summary>The keys of quarantine entries that were discarded.</summary>
    public HashSet<string> Discarded { get; } = new(StringComparer.Ordinal);

    public long Arrivals { get; private set; }

    public long Records { get; private set; }

    public long Delivered { get; private set; }

    public long Rescued { get; private set; }

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
        Report(LakeRules.CommitBalance, $"Commit {commit.Id} delivered {delivered} records and its stage files were written with {rows} rows. This is a defect, please report it.");
    }

    /// <summary>Counts a discarded record as no longer quarantined. Call it after all commits: without its arrival's commit the record is not counted as quarantined.</summary>
    public void Add(Discarded record)
    {
        if (Done.Contains(record.Source, record.Version) && Discarded.Add(record.Key)) Quarantined--;
    }

    private void Add(Commit commit, CommitEntry entry)
    {
        Delivered += entry.Delivered;
        Rescued += entry.Rescued;
        Quarantined += entry.Quarantined;
        if (entry.Records != entry.Delivered + entry.Quarantined)
        {
            Report(
                LakeRules.CommitBalance,
                $"Commit {commit.Id}, arrival {entry.Key}: {entry.Records} records went in, {entry.Delivered} were delivered and {entry.Quarantined} quarantined. This is a defect, please report it.");
        }

        if (entry.Replay)
        {
            Quarantined--;
            Replayed.Add(entry.Key);
            return;
        }

        Arrivals++;
        Records += entry.Records;
        var before = Done.Count;
        Done.Add(entry.Key, entry.Version);
        if (Done.Count == before)
        {
            Report(LakeRules.ArrivalOnce, $"Arrival {entry.Key} (version {entry.Version}) is in commit {commit.Id} and in one before it: its records are in the stage twice. The consumable table holds them once.");
        }
    }

    private void Report(string rule, string message) => report(new LakeDifference(dataset.Name, rule, message));
}
