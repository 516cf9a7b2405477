using Datalake.Datasets;
using Datalake.Quarantining;

namespace Datalake.Embedded.Erasing;

/// <summary>Looks for erased records in quarantine.</summary>
/// <param name="quarantine">The entries.</param>
/// <param name="dataset">The dataset.</param>
/// <param name="matcher">Decides about a record.</param>
/// <param name="search">Decides about what cannot be read.</param>
internal sealed class QuarantineScan(QuarantineStore quarantine, DatasetContract dataset, ErasureMatcher matcher, TextSearch search)
{
    /// <summary>Looks.</summary>
    /// <param name="key">The object's key.</param>
    /// <param name="arrivalOf">The erased records of an arrival, by its key and version; null when there are none.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>Null when nothing of it is erased.</returns>
    public async Task<ErasedLines?> ScanAsync(
        string key, Func<string, string, ErasedArrival?> arrivalOf, CancellationToken cancellationToken)
    {
        var lines = new HashSet<long>();
        var (number, erased) = (0L, 0L);
        await foreach (var line in quarantine.ReadAsync(key, cancellationToken))
        {
            number++;
            var count = line.Entry is { } entry
                ? CountErased(entry, arrivalOf(entry.Source, entry.Version))
                : search.IsIn(line.Text.Span) ? 1 : 0;
            erased += count;
            if (count > 0 && count == (line.Entry?.Count ?? 1)) lines.Add(number);
        }

        return erased == 0 ? null : new ErasedLines(key, lines, erased, lines.Count == number);
    }

    /// <summary>How many of the records of an entry are erased.</summary>
    public long CountErased(QuarantineEntry entry, ErasedArrival? arrival)
    {
        if (entry.Records is { } records)
        {
            if (arrival is null) return search.IsIn(entry.Source) ? records.Count : 0;
            var erased = arrival.Erased.Select(record => record.Number).ToHashSet();
            return arrival.IsWhole ? records.Count : records.Numbers.Count(erased.Contains);
        }

        return IsErased(entry, arrival) ? 1 : 0;
    }

    private bool IsErased(QuarantineEntry entry, ErasedArrival? arrival)
    {
        if (arrival is not null && (arrival.IsWhole || arrival.Erased.Any(record => record.Number == entry.Record))) return true;
        var payload = entry.ReadPayload();
        if (entry is { Step: QuarantineStep.Deliver, IsWhole: true }) return matcher.IsErased([], payload);
        if (entry.IsWhole && dataset.Raw.Format == RawTextFormat.Json && matcher.IsErasedRaw(payload) is { } isErased) return isErased;

        // What no arrival is there for any more, or what has no reading.
        return search.IsIn(payload) || (arrival is null && search.IsIn(entry.Source));
    }
}
