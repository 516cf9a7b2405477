using System.Text.Json;
using Datalake.Embedded.Ingestion;
using Datalake.Embedded.Storage;
using Datalake.Quarantining;
using Datalake.Records;

namespace Datalake.Embedded.Erasing;

/// <summary>Writes quarantine objects without their erased entries, and with the new versions of arrivals that were rewritten.</summary>
/// <param name="store">The lake's store.</param>
/// <param name="journal">Receives the changes.</param>
/// <param name="found">The objects with erased entries, by key.</param>
/// <param name="arrivals">The erased records of arrivals, by key and version; null when there are none.</param>
/// <param name="changes">What becomes of arrivals.</param>
internal sealed class QuarantineRewriter(
    FileObjectStore store,
    EraseJournal journal,
    IReadOnlyDictionary<string, ErasedLines> found,
    Func<string, string, ErasedArrival?> arrivals,
    ArrivalChanges changes)
{
    private readonly QuarantineStore quarantine = new(store);
    private readonly Dictionary<(string Source, string Version), long> erased = [];

    /// <summary>How many records are taken out of the entries that count, by arrival.</summary>
    public IReadOnlyDictionary<(string Source, string Version), long> Erased => erased;

    /// <summary>Writes the objects of a dataset.</summary>
    /// <param name="dataset">The dataset's name.</param>
    /// <param name="live">Knows which objects count.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public async Task WriteAsync(string dataset, LiveQuarantine live, CancellationToken cancellationToken)
    {
        await foreach (var key in quarantine.ListKeysAsync(dataset, cancellationToken))
        {
            if (found.TryGetValue(key, out var lines) && !live.IsLive(key)) journal.Delete(key);
            else if (lines is not null || !changes.IsEmpty) await WriteAsync(key, lines, cancellationToken);
        }
    }

    private async Task WriteAsync(string key, ErasedLines? lines, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        var (number, kept) = (0L, 0L);
        var isChanged = false;
        await foreach (var line in quarantine.ReadAsync(key, cancellationToken))
        {
            number++;
            if (lines?.Lines.Contains(number) == true)
            {
                if (line.Entry is { } gone) Count(gone, gone.Count);
                isChanged = true;
                continue;
            }

            kept++;
            var entry = line.Entry is { } old ? Change(old, lines is not null) : null;
            if (entry is null || entry == line.Entry) content.Write(line.Text.Span);
            else JsonSerializer.Serialize(content, entry, QuarantineJson.Readable.QuarantineEntry);
            isChanged |= entry is not null && entry != line.Entry;
            if (!QuarantineKeys.IsSingle(key)) content.WriteByte((byte)'\n');
        }

        if (!isChanged) return;
        if (kept == 0) journal.Delete(key);
        else journal.Replace(key, content.GetBuffer().AsSpan(0, (int)content.Length));
    }

    private QuarantineEntry Change(QuarantineEntry entry, bool hasErased)
    {
        var changed = entry;
        if (hasErased && entry.Records is { } records && arrivals(entry.Source, entry.Version) is { } arrival)
        {
            var gone = arrival.Erased.Select(record => record.Number).ToHashSet();
            var left = new RecordRanges();
            foreach (var number in records.Numbers.Where(number => !gone.Contains(number))) left.Add(number);
            if (left.Count < records.Count)
            {
                Count(entry, records.Count - left.Count);
                changed = entry with { Records = left, Record = left.Numbers.First() };
            }
        }

        var (source, version) = (changes.KeyOf(entry.Source), changes.VersionOf(entry.Source, entry.Version));
        return source == entry.Source && version == entry.Version ? changed : changed with { Source = source, Version = version };
    }

    private void Count(QuarantineEntry entry, long records) =>
        erased[(entry.Source, entry.Version)] = erased.GetValueOrDefault((entry.Source, entry.Version)) + records;
}
