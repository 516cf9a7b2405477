using System.Collections.Concurrent;
using System.Globalization;
using Datalake.Datasets;
using Datalake.Embedded.Delivery;
using Datalake.Embedded.Engine;
using Datalake.Embedded.Partitioning;
using Datalake.Embedded.Storage;
using Datalake.Quarantining;
using Datalake.Storage;
using DuckDB.NET.Data;

namespace Datalake.Embedded.Rebuilding;

/// <summary>
/// Makes the stage of a dataset again from <c>raw/</c>: the rows of each commit go through structure and conform under the present contract
/// and into new stage files, with the <c>_source</c> and <c>_ingested_at</c> that they had. Records in quarantine stay there. The stage is
/// not changed; commits are taken one after the other, so memory does not grow with their number.
/// </summary>
/// <param name="dataset">The dataset.</param>
/// <param name="raw">The arrivals.</param>
/// <param name="store">The lake's store.</param>
/// <param name="log">The commits.</param>
/// <param name="engine">The engine.</param>
/// <param name="steps">Structures and conforms an arrival.</param>
/// <param name="target">Receives the stage files and commits, by the keys that they will have.</param>
/// <param name="run">What the names of new stage files have that no other run's have.</param>
/// <param name="options">The lake's settings.</param>
internal sealed class RestageRun(
    DatasetContract dataset, FileObjectStore raw, FileObjectStore store, CommitLog log, DuckDbEngine engine, RestageSteps steps,
    FileObjectStore target, string run, LakeOptions options)
{
    private const long KeptRowGroupBytes = 24 << 20;

    private readonly List<string> files = [];
    private readonly List<string> superseded = [];
    private int fileNumber;

    /// <summary>Makes it.</summary>
    /// <param name="keepsStaged">True to take rows that <c>raw/</c> does not give from the stage; false to refuse.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="EngineException">A row of the stage cannot be made again; the message says why, and what to do.</exception>
    public async Task<Restaged> RunAsync(bool keepsStaged, CancellationToken cancellationToken)
    {
        using var connection = engine.Open();
        var rows = new StagedRows(connection);
        var lost = await LookAsync(connection, rows, cancellationToken);
        rows.Decide();
        var kept = rows.Kept();
        if (kept.Rows > 0 && !keepsStaged) throw NotInRaw(kept.Rows, kept.Arrivals);
        var number = 0;
        fileNumber = 0;
        await foreach (var commit in log.ReadAllAsync(dataset.Name, cancellationToken))
            await TakeAsync(connection, rows, commit, number++, lost.Contains(commit.Id), cancellationToken);
        return new Restaged(files, superseded, kept.Rows);
    }

    /// <summary>Reads which rows the stage has, and which of them raw gives again.</summary>
    /// <returns>The ids of commits whose stage files are not all there.</returns>
    private async Task<HashSet<string>> LookAsync(DuckDBConnection connection, StagedRows rows, CancellationToken cancellationToken)
    {
        var lost = new HashSet<string>(StringComparer.Ordinal);
        var known = new HashSet<string>(StringComparer.Ordinal);
        var number = 0;
        await foreach (var commit in log.ReadAllAsync(dataset.Name, cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var file in commit.Files)
            {
                known.Add(file.Key);
                if (!File.Exists(store.PathOf(file.Key))) lost.Add(commit.Id);
                else rows.AddFile(number, fileNumber, Open(connection, file.Key));
                fileNumber++;
            }

            rows.AddPresent(number, await PresentAsync(rows, commit, number, lost.Contains(commit.Id), cancellationToken));
            number++;
        }

        await foreach (var file in store.ListAsync(LakeKeys.Stage(dataset.Name), cancellationToken))
        {
            if (!LakeKeys.TryParseStage(dataset.Name, file.Key, out _) || known.Contains(file.Key)) continue;
            rows.AddFile(StagedRows.NoCommit, fileNumber++, Open(connection, file.Key));
            files.Add(file.Key);
        }

        return lost;
    }

    private async Task<List<string>> PresentAsync(
        StagedRows rows, Commit commit, int number, bool isLost, CancellationToken cancellationToken)
    {
        var present = new List<string>();
        var arrivals = commit.Entries.Where(entry => !entry.Replay).GroupBy(entry => entry.Key, StringComparer.Ordinal)
            .ToDictionary(entries => entries.Key, entries => entries.ToArray(), StringComparer.Ordinal);
        foreach (var (key, entries) in arrivals)
        {
            // Of several versions in one commit nothing says which row is whose.
            if (entries.Sum(entry => entry.Delivered) == 0) continue;
            if (entries.Length == 1 && (await raw.FindAsync(key, cancellationToken))?.Version == entries[0].Version) present.Add(key);
            else if (isLost) throw Gone(commit, key, entries.Sum(entry => entry.Delivered));
        }

        var replays = commit.Entries.Where(entry => entry is { Replay: true, Delivered: > 0 })
            .Select(entry => BaseOf(QuarantineKeys.IdOf(entry.Key))).ToHashSet(StringComparer.Ordinal);
        if (replays.Count == 0) return present;
        if (isLost) throw Gone(commit, "quarantine", commit.Entries.Where(entry => entry.Replay).Sum(entry => entry.Delivered));
        foreach (var key in rows.ArrivalsOf(number).Where(key => !arrivals.ContainsKey(key)))
        {
            if (await raw.FindAsync(key, cancellationToken) is not { } found) continue;
            if (Steps.Any(step => replays.Contains(BaseOf(found, step)))) present.Add(key);
        }

        return present;
    }

    private static readonly QuarantineStep[] Steps = [QuarantineStep.Structure, QuarantineStep.Deliver];

    private string BaseOf(StoredObject arrival, QuarantineStep step) =>
        BaseOf(QuarantineKeys.IdOf(QuarantineKeys.Of(dataset.Name, step, arrival)));

    // What a replay leaves has the name of the first object and a number.
    private static string BaseOf(string id) => id.Split('-')[0];

    private async Task TakeAsync(
        DuckDBConnection connection, StagedRows rows, Commit commit, int number, bool isLost, CancellationToken cancellationToken)
    {
        var again = rows.AgainOf(number);
        if (isLost)
        {
            foreach (var entry in commit.Entries.Where(entry => entry is { Replay: false, Delivered: > 0 })) again.TryAdd(entry.Key, []);
        }

        if (again.Count == 0)
        {
            files.AddRange(commit.Files.Select(file => file.Key));
            fileNumber += commit.Files.Count;
            return;
        }

        var rescued = new ConcurrentDictionary<string, long>(StringComparer.Ordinal);
        var scratch = Directory.CreateDirectory(Path.Combine(steps.Scratch, "segments")).FullName;
        using var taken = new RestagedCommit(dataset, scratch, store.Files);
        var entries = commit.Entries.Where(entry => !entry.Replay).GroupBy(entry => entry.Key, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Last(), StringComparer.Ordinal);
        var parallel = new ParallelOptions
        {
            MaxDegreeOfParallelism = options.Workers > 0 ? options.Workers : Environment.ProcessorCount,
            CancellationToken = cancellationToken,
        };
        await Parallel.ForEachAsync(again, parallel, async (arrival, token) =>
        {
            var lostAt = isLost ? CommitLog.TimeOf(commit) : (DateTimeOffset?)null;
            rescued[arrival.Key] = await steps.TakeAsync(
                arrival.Key, arrival.Value, lostAt, entries.GetValueOrDefault(arrival.Key), taken, token);
        });
        var written = taken.Write(target, $"{commit.Id}-{run}", options.Buffer.Bytes);
        foreach (var file in commit.Files) Keep(connection, rows, file, number, fileNumber++, written);
        if (written.Sum(file => file.Records) != commit.Files.Sum(file => file.Records))
        {
            throw new InvalidOperationException(
                $"Dataset {dataset.Name}: commit {commit.Id} has {commit.Files.Sum(file => file.Records)} rows, and {written.Sum(file => file.Records)} were made again. This is a defect, please report it; nothing was changed.");
        }

        files.AddRange(written.Select(file => file.Key));
        CommitEntry[] changed = [.. commit.Entries.Select(entry =>
            !entry.Replay && rescued.TryGetValue(entry.Key, out var some) ? entry with { Rescued = some } : entry)];
        await CommitLog.WriteAsync(target, commit with { Files = written, Entries = changed }, PutMode.Replace);
    }

    // The rows of a file that are not made again stay as they are.
    private void Keep(DuckDBConnection connection, StagedRows rows, CommitFile file, int commit, int number, List<CommitFile> written)
    {
        if (!File.Exists(store.PathOf(file.Key)))
        {
            superseded.Add(file.Key);
            return;
        }

        var (again, kept) = rows.CountsOf(commit, number);
        if (again == 0)
        {
            written.Add(file);
            return;
        }

        superseded.Add(file.Key);
        if (kept == 0) return;
        var name = string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileNameWithoutExtension(file.Key)}-{run}-kept.parquet");
        var key = $"{file.Key[..(file.Key.LastIndexOf('/') + 1)]}{name}";
        var path = target.PathOf(key);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var stage = Open(connection, file.Key);
        var rowGroup = Math.Clamp(KeptRowGroupBytes / Math.Max(1, stage.Bytes / Math.Max(1, stage.Rows)), 8, 122_880);
        rows.CopyKept(commit, number, stage, path, rowGroup);
        written.Add(new CommitFile(name, key, kept, new FileInfo(path).Length));
    }

    private TableFile Open(DuckDBConnection connection, string key)
    {
        try
        {
            return TableFile.Open(connection, dataset, store.PathOf(key));
        }
        catch (Exception failure) when (failure is DuckDBException or EngineException)
        {
            throw new EngineException($"{key} cannot be read: {failure.Message} Delete it to have its rows made again from raw/.", failure);
        }
    }

    private EngineException NotInRaw(long rows, IReadOnlyList<string> arrivals) => new(
        $"Dataset {dataset.Name}: {rows} rows of the stage come from arrivals that raw/ does not hold any more, or holds in another version: " +
        $"{string.Join(", ", arrivals.Select(ObjectKeys.Show))}{(arrivals.Count == 3 ? " and perhaps more" : "")}. Nothing was changed. Restore these files " +
        $"with their modification times, or take the rows from the stage as they are, without today's structure and protect rules: " +
        $"lake rebuild {dataset.Name} --from raw --keep-staged");

    private EngineException Gone(Commit commit, string arrival, long rows) => new(
        $"Dataset {dataset.Name}: stage files of commit {commit.Id} are gone, and {rows} rows that came from {ObjectKeys.Show(arrival)} cannot be made " +
        "again from raw/ without them. Nothing was changed. Restore the stage files, or the arrival with its modification time, from a copy of the lake.");
}
