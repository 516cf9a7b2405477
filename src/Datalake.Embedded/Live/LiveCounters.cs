using Datalake.Embedded.Delivery;
using Datalake.Telemetry;

namespace Datalake.Embedded.Live;

/// <summary>Counts what a lake that runs for good does, for its state and for metrics. Safe to share between threads.</summary>
internal sealed class LiveCounters
{
    private const int KeptFailures = 50;

    private readonly Lock gate = new();
    private readonly TimeProvider time;
    private readonly Dictionary<string, DatasetFlow> flows = new(StringComparer.Ordinal);
    private readonly LinkedList<LiveFailure> failures = [];
    private readonly DateTimeOffset started;
    private string? blocked;
    private bool caughtUp;

    public LiveCounters(TimeProvider time)
    {
        this.time = time;
        started = time.GetUtcNow();
    }

    /// <summary>Why nothing is taken; null while all is well.</summary>
    public string? Blocked
    {
        get
        {
            lock (gate) return blocked;
        }
        set
        {
            lock (gate) blocked = value;
        }
    }

    /// <summary>Called for each failure; may be null.</summary>
    public Action<LiveFailure>? Failed { get; init; }

    /// <summary>A listing of the raw folder is done.</summary>
    public void Scanned()
    {
        lock (gate) caughtUp = true;
    }

    /// <summary>Counts a commit to the stage.</summary>
    public void Count(Commit commit)
    {
        var now = time.GetUtcNow();
        var entries = commit.Entries;
        Change(commit.Dataset, flow => flow with
        {
            Arrivals = flow.Arrivals + entries.Count,
            Bytes = flow.Bytes + entries.Sum(entry => entry.Bytes),
            Records = flow.Records + entries.Sum(entry => entry.Records),
            Delivered = flow.Delivered + entries.Sum(entry => entry.Delivered),
            Quarantined = flow.Quarantined + entries.Sum(entry => entry.Quarantined),
            Rescued = flow.Rescued + entries.Sum(entry => entry.Rescued),
            LastCommit = now,
            BehindSince = commit.Files.Count > 0 ? flow.BehindSince ?? now : flow.BehindSince,
        });
        LakeMeter.Committed(commit.Dataset, entries.Count);
    }

    /// <summary>Counts rows that came to a table.</summary>
    /// <param name="dataset">The dataset's name.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="behindSince">Since when the table lacks a stage file that is not brought yet; null when it holds all.</param>
    public void Insert(string dataset, long rows, DateTimeOffset? behindSince)
    {
        LakeMeter.Inserted(dataset, rows);
        Change(dataset, flow => flow with
        {
            Inserted = flow.Inserted + rows,
            LastInsert = behindSince is null ? time.GetUtcNow() : flow.LastInsert,
            BehindSince = behindSince,
        });
    }

    /// <summary>Keeps a failure among the last ones.</summary>
    public void Fail(string subject, string message)
    {
        var failure = new LiveFailure(time.GetUtcNow(), subject, message);
        lock (gate)
        {
            // One that lasts is one line, with the time at which it was seen last.
            if (failures.FirstOrDefault(one => one.Subject == subject && one.Message == message) is { } same) failures.Remove(same);
            failures.AddFirst(failure);
            if (failures.Count > KeptFailures) failures.RemoveLast();
        }

        Failed?.Invoke(failure);
    }

    /// <summary>The state at this point in time.</summary>
    public LiveState Read((long Count, long Bytes) waiting, long buffered)
    {
        lock (gate)
        {
            return new LiveState
            {
                Started = started,
                Waiting = waiting.Count,
                WaitingBytes = waiting.Bytes,
                Buffered = buffered,
                Blocked = blocked,
                IsCaughtUp = caughtUp,
                Datasets = new Dictionary<string, DatasetFlow>(flows, StringComparer.Ordinal),
                Failures = [.. failures],
            };
        }
    }

    private void Change(string dataset, Func<DatasetFlow, DatasetFlow> change)
    {
        lock (gate) flows[dataset] = change(flows.GetValueOrDefault(dataset) ?? new DatasetFlow());
    }
}
