using System.Globalization;
using Datalake.Datasets;
using Datalake.Embedded.Delivery;
using Datalake.Embedded.Ingestion;
using Datalake.Embedded.Partitioning;
using Datalake.Embedded.Queries;
using Datalake.Embedded.Storage;
using Datalake.Embedded.Tables;
using Datalake.Quarantining;
using Datalake.Records;
using Datalake.Storage;
using Datalake.Tables.Delta;

namespace Datalake.Embedded.Tracing;

/// <summary>
/// Follows rows back to their arrivals, and arrivals to their rows. It reads what is there and changes nothing, so it works beside a process
/// that writes. Not for two threads at once.
/// </summary>
public sealed class LakeTracer
{
    /// <summary>How many rows or entries are found at most.</summary>
    public const int MaximumFound = 200;

    // An arrival that is larger is not read to find one record in it.
    private const long MaximumRead = 256L << 20;

    private readonly DatasetContract dataset;
    private readonly FileObjectStore store;
    private readonly FileObjectStore raw;
    private readonly DeltaTable table;
    private readonly RowQuery query;

    /// <summary>Makes a tracer.</summary>
    /// <param name="reader">Reads the tables.</param>
    /// <param name="root">The lake's folder.</param>
    /// <param name="dataset">The dataset whose rows and arrivals are followed.</param>
    public LakeTracer(LakeReader reader, string root, DatasetContract dataset)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(dataset);
        var folder = new LakeFolder(root);
        this.dataset = dataset;
        store = new FileObjectStore(folder.Root, syncsWriters: false);
        raw = new FileObjectStore(folder.Raw, syncsWriters: false);
        table = new LakeTables(store, TimeProvider.System).Of(dataset);
        query = new RowQuery(reader, folder.Root, dataset);
    }

    /// <summary>Finds the rows of an entity in the consumable table, the latest change first.</summary>
    /// <param name="identity">A value, as text, for each column of the identity.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="ArgumentException">There are more or fewer values than columns.</exception>
    public IReadOnlyList<FoundRow> Find(IReadOnlyList<string> identity, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(identity);
        if (identity.Count != dataset.Identity.Count)
            throw new ArgumentException($"The identity of {dataset.Name} has {dataset.Identity.Count} values, not {identity.Count}.", nameof(identity));
        return query.OfIdentity(identity, MaximumFound, cancellationToken);
    }

    /// <summary>Follows a row back to its arrival.</summary>
    /// <param name="row">The row.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public async Task<RowTrace> TraceAsync(FoundRow row, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(row);
        var source = RowSource.Parse(row.Source);
        var arrival = await raw.FindAsync(source.Key, cancellationToken);
        var (commit, version) = await FindCommitAsync(source.Key, row.IngestedAt, arrival, cancellationToken);
        var structured = LakeKeys.Structured(dataset.Name, source.Key);
        return new RowTrace(
            row,
            arrival is null ? null : await FindPlaceAsync(arrival, source.Record, version, cancellationToken),
            commit,
            await store.FindAsync(structured, cancellationToken) is null ? null : structured,
            query.StageFilesOf(row, cancellationToken),
            await FindFileAsync(row, cancellationToken));
    }

    /// <summary>Follows an arrival to its rows.</summary>
    /// <param name="key">The arrival's key, without <c>raw/</c>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public async Task<ArrivalTrace> TraceAsync(string key, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        var arrival = await raw.FindAsync(key, cancellationToken);
        var rows = query.OfArrival(key, MaximumFound + 1, cancellationToken);
        var near = rows.Count > 0 ? rows[0].IngestedAt : arrival?.LastModified;
        var (commit, version) = near is { } time ? await FindCommitAsync(key, time, arrival, cancellationToken) : default;
        var entries = new List<QuarantineEntry>();
        await foreach (var entry in new QuarantineStore(store).ListAsync(dataset.Name, _ => { }, cancellationToken))
        {
            if (entry.Source == key && entries.Count < MaximumFound) entries.Add(entry with { Payload = null, PayloadBase64 = null });
        }

        var place = arrival is null
            ? null
            : new RawPlace(key, arrival.Length, arrival.LastModified, 1, null, null, version is null ? null : version == arrival.Version);
        return new ArrivalTrace(key, place, commit, [.. rows.Take(MaximumFound)], rows.Count > MaximumFound, entries);
    }

    private async Task<RawPlace> FindPlaceAsync(StoredObject arrival, long record, string? version, CancellationToken cancellationToken)
    {
        RecordFrame? frame = null;
        if (arrival.Length <= MaximumRead)
        {
            await using var records = new ArrivalRecords(raw, dataset, arrival, RecordLimits.Default);
            frame = await records.FindAsync(record, cancellationToken);
        }

        return new RawPlace(
            arrival.Key,
            arrival.Length,
            arrival.LastModified,
            record,
            frame?.Offset,
            frame?.Bytes,
            version is null ? null : version == arrival.Version);
    }

    /// <summary>The commit that names an arrival: begun on the day on which its record was taken, or the day around midnight.</summary>
    private async Task<(CommitPlace? Commit, string? Version)> FindCommitAsync(
        string key, DateTimeOffset taken, StoredObject? arrival, CancellationToken cancellationToken)
    {
        var day = DateOnly.FromDateTime(taken.UtcDateTime);
        (CommitPlace? Commit, string? Version) found = default;
        foreach (var near in new[] { day.AddDays(-1), day, day.AddDays(1) })
        {
            await foreach (var commit in CommitLog.ReadDayAsync(store, dataset.Name, near, cancellationToken))
            {
                foreach (var entry in commit.Entries)
                {
                    if (entry.Replay || entry.Key != key) continue;
                    found = (
                        new CommitPlace(commit.Id, CommitLog.TimeOf(commit), entry.Records, entry.Delivered, entry.Quarantined), entry.Version);

                    // A key can come several times; the arrival that lies there is the one to show.
                    if (arrival is null || entry.Version == arrival.Version) return found;
                }
            }
        }

        return found;
    }

    private async Task<FilePlace?> FindFileAsync(FoundRow row, CancellationToken cancellationToken)
    {
        if (await table.OpenAsync(cancellationToken) is not { } snapshot) return null;
        var path = row.File.StartsWith(table.Folder, StringComparison.Ordinal) ? row.File[table.Folder.Length..] : row.File;
        if (!(await table.AddedVersionsAsync(snapshot, cancellationToken)).TryGetValue(path, out var added)) return null;
        string[] hours = [HourOf(row.IngestedAt), HourOf(row.IngestedAt.AddHours(1))];
        TableVersion? version = null;
        var first = new List<long>();
        await foreach (var each in table.HistoryAsync(cancellationToken))
        {
            if (each.Version == added) version = each;
            if (each.Info.Parameters.GetValueOrDefault(DuckDbPartitionEngine.HourParameter) is { } hour && hours.Contains(hour, StringComparer.Ordinal))
                first.Add(each.Version);
        }

        if (version is null) return null;
        var brought = version.Info.Parameters.GetValueOrDefault(DuckDbPartitionEngine.HourParameter);
        return new FilePlace(
            added, version.CommittedAt, version.Info.Operation, brought, brought is null, brought is null ? [.. first.Order()] : []);
    }

    private static string HourOf(DateTimeOffset time) => time.UtcDateTime.ToString("yyyyMMddHH", CultureInfo.InvariantCulture);
}
