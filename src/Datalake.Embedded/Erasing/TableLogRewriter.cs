using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Datalake.Datasets;
using Datalake.Embedded.Storage;
using Datalake.Embedded.Tables;
using Datalake.Tables.Delta;
using Datalake.Tables.Delta.Log;
using Datalake.Tables.Delta.Statistics;

namespace Datalake.Embedded.Erasing;

/// <summary>
/// Writes the log of a table so that every version names its files as they are after an erasure: same paths, new sizes and statistics.
/// Of files that are not there any more only the number of rows is kept, since bounds are values. Times of versions stay.
/// </summary>
/// <param name="dataset">The dataset.</param>
/// <param name="store">The lake's store.</param>
/// <param name="table">The table.</param>
/// <param name="journal">Has the new files; receives the changes.</param>
internal sealed class TableLogRewriter(
    DatasetContract dataset, FileObjectStore store, DeltaTable table, EraseJournal journal)
{
    private static readonly JsonSerializerOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Dictionary<string, DataFile> described = new(StringComparer.Ordinal);

    /// <summary>Writes the log entries and checkpoints that change.</summary>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="DeltaTableException">The log cannot be read.</exception>
    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        var folder = table.Folder + LogNames.Folder;
        await foreach (var found in store.ListAsync(folder, cancellationToken))
        {
            switch (LogNames.Parse(found.Key.AsSpan(folder.Length)))
            {
                case { Kind: LogFileKind.Commit }:
                    WriteEntry(found.Key);
                    break;
                case { Kind: LogFileKind.Checkpoint } checkpoint:
                    await WriteCheckpointAsync(found.Key, folder, checkpoint, cancellationToken);
                    break;
            }
        }
    }

    private void WriteEntry(string key)
    {
        var isChanged = false;
        var entry = new StringBuilder();
        foreach (var line in File.ReadLines(store.PathOf(key)))
        {
            var changed = line.Contains("\"add\"", StringComparison.Ordinal) || line.Contains("\"remove\"", StringComparison.Ordinal)
                ? ChangeLine(line)
                : null;
            isChanged |= changed is not null;
            entry.Append(changed ?? line).Append('\n');
        }

        if (isChanged) journal.Replace(key, Encoding.UTF8.GetBytes(entry.ToString()));
    }

    /// <summary>The line of a log entry as it is from now on; null when it stays.</summary>
    private string? ChangeLine(string line)
    {
        var action = JsonNode.Parse(line)!.AsObject();
        var isChanged = false;
        foreach (var actions in ActionReader.Read(Encoding.UTF8.GetBytes(line), table.Folder))
        {
            switch (actions)
            {
                case DataFile file when Change(file) is var changed && changed != file:
                    var add = action["add"]!.AsObject();
                    add["size"] = changed.Size;
                    if (add.ContainsKey("stats")) add["stats"] = changed.Stats;
                    isChanged = true;
                    break;
                case RemovedFile { Size: not null } file when Change(file) is var changed && changed != file:
                    action["remove"]!["size"] = changed.Size;
                    isChanged = true;
                    break;
            }
        }

        return isChanged ? action.ToJsonString(Writing) : null;
    }

    private async Task WriteCheckpointAsync(string key, string folder, LogName checkpoint, CancellationToken cancellationToken)
    {
        IReadOnlyList<TableAction> actions;
        await using (var content = File.OpenRead(store.PathOf(key)))
            actions = await Checkpoints.ParquetCheckpointFormat.Instance.ReadAsync(content, cancellationToken);
        TableAction[] changed =
        [
            .. actions.Select(action => action switch
            {
                DataFile file => Change(file),
                RemovedFile { Size: not null } file => Change(file),
                _ => action,
            }),
        ];
        if (changed.SequenceEqual(actions)) return;
        using var written = new MemoryStream();
        await Checkpoints.ParquetCheckpointFormat.Instance.WriteAsync(changed, written, cancellationToken);
        journal.Replace(key, written.GetBuffer().AsSpan(0, (int)written.Length));

        // The hint has the checkpoint's bytes; it names one with one part here.
        var hint = folder + LogNames.LastCheckpoint;
        if (checkpoint.Parts != 1 || !File.Exists(store.PathOf(hint))) return;
        if (LastCheckpoint.Read(await File.ReadAllBytesAsync(store.PathOf(hint), cancellationToken)) != checkpoint.Version) return;
        var files = changed.Count(action => action is DataFile);
        journal.Replace(hint, LastCheckpoint.Write(checkpoint.Version, changed.Length, written.Length, files));
    }

    private RemovedFile Change(RemovedFile file) => journal.NewOf(table.Folder + file.Path) is { } path
        ? file with { Size = new FileInfo(path).Length }
        : file;

    private DataFile Change(DataFile file)
    {
        if (DeltaPath.Problem(file.Path) is not null) return file;
        var key = table.Folder + file.Path;
        if (journal.NewOf(key) is { } path)
        {
            if (!described.TryGetValue(file.Path, out var now))
                described[file.Path] = now = FileStats.Describe(dataset, path, file.Path, LakeTables.DayOf(file));
            return file with { Size = now.Size, Stats = file.Stats is null ? null : now.Stats };
        }

        if (file.Stats is null || File.Exists(store.PathOf(key))) return file;
        return file with { Stats = FileStatistics.RecordsOf(file) is { } rows ? FileStatistics.Write(rows, []) : null };
    }
}
