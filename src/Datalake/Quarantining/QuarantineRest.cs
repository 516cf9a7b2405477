using System.Globalization;
using Datalake.Records;

namespace Datalake.Quarantining;

/// <summary>Collects the bad records of an arrival that are not kept one by one.</summary>
internal sealed class QuarantineRest
{
    // 1 MiB of memory, and about as much text.
    private const int MaximumRanges = 1 << 16;

    private readonly SortedDictionary<string, long> rules = new(StringComparer.Ordinal);
    private RecordRanges records = new();
    private (long Number, long Offset) first;
    private long bytes;

    /// <summary>True when an entry cannot hold more.</summary>
    public bool IsFull => records.Length == MaximumRanges;

    public void Add(in RecordFrame frame)
    {
        if (records.Count == 0 || frame.Number < first.Number) first = (frame.Number, frame.Offset);
        records.Add(frame.Number);
        bytes += frame.Bytes;
        var rule = frame.Problem!.Rule;
        rules[rule] = rules.GetValueOrDefault(rule) + 1;
    }

    /// <summary>The entry of what was collected; null when nothing was. Starts again with nothing.</summary>
    public QuarantineEntry? Take(string dataset, QuarantineStep step, Storage.StoredObject arrival)
    {
        if (records.Count == 0) return null;
        var byRule = string.Join(", ", rules.Select(rule => string.Create(CultureInfo.InvariantCulture, $"{rule.Key}: {rule.Value:N0}")));
        var entry = new QuarantineEntry
        {
            Id = QuarantineEntry.MakeId(step, arrival, first.Number),
            Dataset = dataset,
            Rule = RecordRules.Rest,
            Reason = string.Create(
                CultureInfo.InvariantCulture,
                $"The rest of the arrival, from record {first.Number} on: {records.Count:N0} records without a reading, which are too many to keep one by one ({byRule}). A replay reads them from the arrival in raw/."
            ),
            Step = step,
            Source = arrival.Key,
            Version = arrival.Version,
            Record = first.Number,
            Records = records,
            Offset = first.Offset,
            ProblemOffset = 0,
            Bytes = bytes,
            ArrivedAt = arrival.LastModified,
        };
        records = new RecordRanges();
        rules.Clear();
        bytes = 0;
        return entry;
    }
}
