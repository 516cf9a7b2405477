using System.Text;
using System.Text.Json;
using Datalake.Tables.Delta;
using Datalake.Testing.Stores;

namespace Datalake.Tests.Tables.Delta.Simulation;

/// <summary>
/// What a table holds, learned from the bytes that reach the store and nothing else, and what must be so at each of them: a version's files
/// are there with their rows, each row is in a version once, what was acknowledged is in every later version, and nothing is deleted that
/// a reader may need.
/// </summary>
internal sealed class TableOracle
{
    private static readonly TimeSpan Tolerance = SimulationSettings.ClockError * 2;

    private readonly MemoryObjectStore store;
    private readonly TimeProvider time;
    private readonly SimulationSettings settings;
    private readonly Dictionary<string, DataObject> files = new(StringComparer.Ordinal);
    private readonly List<Entry> entries = [];
    private readonly HashSet<string> acknowledged = new(StringComparer.Ordinal);

    public TableOracle(MemoryObjectStore store, TimeProvider time, SimulationSettings settings)
    {
        this.store = store;
        this.time = time;
        this.settings = settings;
        store.Stored = OnStored;
        store.Deleting = OnDeleting;
    }

    /// <summary>The newest version; -1 before there is one.</summary>
    public int Newest => entries.Count - 1;

    /// <summary>A program received the acknowledgement that rows are in the table.</summary>
    public void Acknowledge(IEnumerable<string> rows)
    {
        acknowledged.UnionWith(rows);
        Require(entries[^1]);
    }

    public bool IsAcknowledged(string row) => acknowledged.Contains(row);

    public DateTimeOffset TimeOf(int version) => entries[version].At;

    /// <summary>Whether a version was the newest within a time, so that it must be readable.</summary>
    public bool WasNewestWithin(long version, TimeSpan retention) =>
        version == Newest || entries[(int)version + 1].At >= time.GetUtcNow() - retention + Tolerance;

    /// <summary>A snapshot is the version that it says.</summary>
    public void IsRead(Snapshot snapshot)
    {
        var entry = entries[(int)snapshot.Version];
        Assert.Equal(entry.Files, snapshot.Files.Select(file => file.Path));
        Assert.Equal(entry.Transactions, snapshot.Transactions.ToDictionary(known => known.Key, known => known.Value.Version));
    }

    /// <summary>Rows are those of a version.</summary>
    public void AreRows(long version, IReadOnlyCollection<string> rows)
    {
        Assert.Equal(entries[(int)version].Rows.Count, rows.Count);
        Assert.True(entries[(int)version].Rows.SetEquals(rows), $"Version {version} has other rows than were read.");
    }

    private void OnStored(string key, byte[] content)
    {
        if (key.StartsWith(TestTable.Log, StringComparison.Ordinal))
        {
            if (key.EndsWith(".json", StringComparison.Ordinal)) OnEntry(key, Encoding.UTF8.GetString(content));
            return;
        }

        var rows = Encoding.UTF8.GetString(content).Split('\n');
        var path = key[TestTable.Folder.Length..];
        if (files.TryGetValue(path, out var known)) Assert.Equal(known.Rows, rows);
        else files[path] = new DataObject(rows, time.GetUtcNow());
    }

    private void OnEntry(string key, string text)
    {
        Assert.True(key == TestTable.EntryKey(entries.Count), $"{key} is put, and the next version is {entries.Count}.");
        var active = entries.Count > 0 ? entries[^1].Files.ToHashSet(StringComparer.Ordinal) : new HashSet<string>(StringComparer.Ordinal);
        var transactions = entries.Count > 0 ? new Dictionary<string, long>(entries[^1].Transactions, StringComparer.Ordinal) : [];
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var action = JsonDocument.Parse(line);
            if (action.RootElement.TryGetProperty("remove", out var removed))
            {
                var path = removed.GetProperty("path").GetString()!;
                Assert.True(active.Remove(path), $"{path} is removed in version {entries.Count} and is not there.");

                // Retention counts from when the writer removed it, which is before its entry is there.
                files[path].RemovedAt = DateTimeOffset.FromUnixTimeMilliseconds(removed.GetProperty("deletionTimestamp").GetInt64());
            }
            else if (action.RootElement.TryGetProperty("add", out var added))
            {
                var path = added.GetProperty("path").GetString()!;
                Assert.True(active.Add(path), $"{path} is added in version {entries.Count} and is there already.");
                Assert.True(store.Has(TestTable.Folder + path), $"{path} is added in version {entries.Count} and does not exist.");
                Assert.False(files[path].WasAdded, $"{path} is added a second time.");
                files[path].WasAdded = true;
            }
            else if (action.RootElement.TryGetProperty("txn", out var transaction))
            {
                transactions[transaction.GetProperty("appId").GetString()!] = transaction.GetProperty("version").GetInt64();
            }
        }

        var rows = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in active.SelectMany(path => files[path].Rows))
            Assert.True(rows.Add(row), $"The row {row} is in version {entries.Count} twice.");
        entries.Add(new Entry([.. active.Order(StringComparer.Ordinal)], rows, transactions, time.GetUtcNow()));
        Require(entries[^1]);
    }

    private void OnDeleting(string key)
    {
        if (key.StartsWith(TestTable.Log, StringComparison.Ordinal)) return;
        var path = key[TestTable.Folder.Length..];
        var file = files[path];
        Assert.False(file.WasAdded && file.RemovedAt is null, $"{path} is deleted, and the newest version has it.");
        var since = file.RemovedAt ?? file.StoredAt;
        var allowed = time.GetUtcNow() - settings.FileRetention + Tolerance;
        Assert.True(since <= allowed, $"{path} is deleted, and was needed, or not committed yet, until {since:o}; retention begins at {allowed:o}.");
    }

    private void Require(Entry entry)
    {
        if (!acknowledged.IsSubsetOf(entry.Rows))
            Assert.Fail($"Acknowledged and not in version {Newest}: {string.Join(", ", acknowledged.Except(entry.Rows))}");
    }

    private sealed record Entry(string[] Files, HashSet<string> Rows, Dictionary<string, long> Transactions, DateTimeOffset At);

    private sealed class DataObject(string[] rows, DateTimeOffset storedAt)
    {
        public string[] Rows => rows;

        public DateTimeOffset StoredAt => storedAt;

        public bool WasAdded { get; set; }

        public DateTimeOffset? RemovedAt { get; set; }
    }
}
