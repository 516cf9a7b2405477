using Datalake.Datasets;
using Datalake.Embedded.Delivery;
using Datalake.Embedded.Engine;
using Datalake.Embedded.Ingestion;
using Datalake.Embedded.Storage;
using Datalake.Embedded.Tables;
using Datalake.Storage;
using Datalake.Tables.Delta.Statistics;

namespace Datalake.Embedded.Erasing;

/// <summary>Prepares an erasure: writes every file anew that holds erased records or speaks of one that does, into the journal.</summary>
/// <param name="raw">Where arrivals lie.</param>
/// <param name="store">The lake's store.</param>
/// <param name="engine">Reads and writes Parquet files.</param>
/// <param name="log">The commits.</param>
/// <param name="live">The quarantine objects that count.</param>
/// <param name="options">Gives limits and the clock.</param>
/// <param name="journal">Receives the changes.</param>
internal sealed class EraseWriter(
    FileObjectStore raw,
    FileObjectStore store,
    DuckDbEngine engine,
    CommitLog log,
    LiveQuarantine live,
    LakeOptions options,
    EraseJournal journal)
{
    private readonly LakeTables tables = new(store, options.Time);

    /// <summary>Prepares.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="found">What is erased.</param>
    /// <param name="search">Finds the person in a key.</param>
    /// <param name="id">The erasure's name.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public async Task WriteAsync(
        DatasetContract dataset, EraseFindings found, TextSearch search, string id, CancellationToken cancellationToken)
    {
        var changes = new ArrivalChanges(id);
        await WriteArrivalsAsync(dataset, found, changes, id, cancellationToken);
        await WriteStructuredAsync(dataset, found, cancellationToken);
        using var connection = engine.OpenOrdered();
        var parquet = new ParquetRewriter(connection, dataset);
        foreach (var file in found.Stage.Concat(found.Table))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var target = journal.NewFile();
            parquet.Write(file, store.PathOf(file.Key), target);
            journal.Replace(file.Key, target);
        }

        var table = tables.Of(dataset);
        await new TableLogRewriter(dataset, store, table, journal).WriteAsync(cancellationToken);
        var current = await table.OpenAsync(cancellationToken) is { } snapshot
            ? snapshot.Files.ToDictionary(table.KeyOf, FileStatistics.RecordsOf, StringComparer.Ordinal)
            : tables.OldKeys(dataset).ToDictionary(key => key, _ => (long?)null, StringComparer.Ordinal);

        var stage = found.Stage.ToDictionary(file => file.Key, StringComparer.Ordinal);
        var commits = new CommitRewriter(raw, log, journal, changes, stage);
        await commits.ReadAsync(dataset.Name, search, cancellationToken);
        await new MarkerRewriter(store, journal).WriteAsync(
            dataset.Name,
            commits.Counted,
            found.Table.Where(file => current.ContainsKey(file.Key)).Select(file => file.Counted(current[file.Key])),
            cancellationToken);
        var quarantine = new QuarantineRewriter(
            store, journal, found.Quarantine.ToDictionary(file => file.Key, StringComparer.Ordinal), found.ArrivalOf, changes);
        await quarantine.WriteAsync(dataset.Name, live, cancellationToken);
        await commits.WriteAsync(dataset.Name, quarantine.Erased, cancellationToken);
        await DiscardRewriter.WriteAsync(store, dataset.Name, changes, journal, cancellationToken);

        // It is made of the commits again when the lake is opened next.
        journal.Delete(CommitLog.CheckpointKey);
    }

    private async Task WriteArrivalsAsync(
        DatasetContract dataset, EraseFindings found, ArrivalChanges changes, string id, CancellationToken cancellationToken)
    {
        var rewriter = new ArrivalRewriter(raw, dataset, options.Limits, id);
        foreach (var arrival in found.Arrivals.Values.OrderBy(arrival => arrival.Arrival.Key, StringComparer.Ordinal))
        {
            var path = $"raw/{arrival.Arrival.Key}";
            if (arrival.IsWhole)
            {
                journal.Delete(path, arrival.Arrival.Version);
                changes.Hide(arrival.Arrival.Key);
                continue;
            }

            var file = journal.NewFile();
            await rewriter.WriteAsync(arrival, file, cancellationToken);
            journal.Replace(path, file, arrival.Arrival.Version);
            changes.Rewrite(arrival.Arrival, new FileInfo(file).Length);
        }
    }

    private async Task WriteStructuredAsync(DatasetContract dataset, EraseFindings found, CancellationToken cancellationToken)
    {
        foreach (var lines in found.Structured)
        {
            var isGone = LakeKeys.RawOf(dataset.Name, lines.Key) is { } key && found.Arrivals.GetValueOrDefault(key)?.IsWhole == true;
            if (lines.IsWhole || isGone)
            {
                journal.Delete(lines.Key);
                continue;
            }

            var file = journal.NewFile();
            await using (var input = File.OpenRead(store.PathOf(lines.Key)))
            await using (var output = new FileStream(file, FileMode.CreateNew, FileAccess.Write))
                await LineFilter.CopyAsync(input, output, lines.Lines, cancellationToken);
            journal.Replace(lines.Key, file);
        }
    }
}
