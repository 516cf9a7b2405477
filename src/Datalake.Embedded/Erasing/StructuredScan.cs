using Datalake.Datasets;
using Datalake.Embedded.Storage;
using Datalake.Records;
using Datalake.Storage;

namespace Datalake.Embedded.Erasing;

/// <summary>Looks for erased records in structured objects.</summary>
/// <param name="store">The lake's store.</param>
/// <param name="dataset">The dataset.</param>
/// <param name="matcher">Decides about a record.</param>
/// <param name="limits">The limits in force.</param>
internal sealed class StructuredScan(FileObjectStore store, DatasetContract dataset, ErasureMatcher matcher, RecordLimits limits)
{
    /// <summary>Looks.</summary>
    /// <param name="found">The structured object.</param>
    /// <param name="arrival">The erased records of the arrival that it was made of; null when there are none.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>Null when nothing of it is erased.</returns>
    public async Task<ErasedLines?> ScanAsync(StoredObject found, ErasedArrival? arrival, CancellationToken cancellationToken)
    {
        await using var content = await store.OpenAsync(found.Key, cancellationToken);
        if (content is null) return null;
        var known = arrival?.Erased.Select(record => record.Number).ToHashSet();
        var lines = new HashSet<long>();
        var all = 0L;

        // Protection and reshaping can make a record larger than one that is read.
        using var reader = RecordReader.OpenStructured(content.Stream, limits with { RecordBytes = int.MaxValue / 2 });
        while (await reader.ReadAsync(cancellationToken))
        {
            all++;
            var isErased = known?.Contains(reader.Current.Number) == true || matcher.IsErased([], reader.Current.Content.Span);
            if (isErased) lines.Add(reader.Current.Number);
        }

        return lines.Count == 0 ? null : new ErasedLines(found.Key, lines, lines.Count, lines.Count == all);
    }

    /// <summary>The key of the arrival that a structured object was made of.</summary>
    public string? RawOf(StoredObject found) => LakeKeys.RawOf(dataset.Name, found.Key);
}
