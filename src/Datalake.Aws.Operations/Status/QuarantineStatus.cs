using Datalake.Aws.Operations.Stacks;
using Datalake.Quarantining;
using Datalake.Storage;

namespace Datalake.Aws.Operations.Status;

/// <summary>
/// Counts the quarantine objects, by their keys alone: each holds the bad records of one arrival, which are not read. Other objects are
/// what the delivery streams could not deliver.
/// </summary>
internal static class QuarantineStatus
{
    /// <summary>Where files of delivery streams are counted whose key does not name a dataset.</summary>
    private const string Streams = "_delivery";

    public static async Task<IReadOnlyList<StatusItem>> ReadAsync(
        IObjectStore lake, StackDescription stack, CancellationToken cancellationToken)
    {
        var entries = stack.Datasets.Keys.ToDictionary(name => name, _ => 0L, StringComparer.Ordinal);
        var undelivered = stack.Datasets.Keys.ToDictionary(name => name, _ => 0L, StringComparer.Ordinal);
        await foreach (var found in lake.ListAsync(QuarantineKeys.All, cancellationToken))
        {
            var isEntries = QuarantineKeys.IsEntries(found.Key);
            var counts = isEntries ? entries : undelivered;
            var subject = isEntries ? QuarantineKeys.DatasetOf(found.Key) : DatasetOf(found.Key.Split('/'), stack);
            counts[subject] = counts.GetValueOrDefault(subject) + 1;
        }

        return
        [
            .. entries
                .OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => Item(pair.Key, "quarantine", pair.Value, Advice(pair.Key, pair.Value))),
            .. undelivered.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => Item(
                        pair.Key,
                        "undelivered_files",
                        pair.Value,
                        $"The delivery stream could not deliver what is in {Files(pair.Value)}. Each says why; deliver their records again from raw: lake aws backfill"
                    )
                ),
        ];

        static StatusItem Item(string subject, string figure, long count, string message) =>
            new(
                StatusArea.Dataset,
                subject,
                figure,
                count,
                count == 0 ? StatusLevel.Ok : StatusLevel.Attention,
                count == 0 ? null : message
            );
    }

    private static string DatasetOf(string[] parts, StackDescription stack) =>
        stack
            .Datasets.FirstOrDefault(pair =>
                parts[1..].Any(part => part == pair.Key || part.StartsWith(pair.Value.DeliveryStream, StringComparison.Ordinal))
            )
            .Key
        ?? Streams;

    private static string Advice(string dataset, long count) => dataset == QuarantineEntry.Unclaimed
        ? $"{(count == 1 ? "One arrival belongs" : $"{count} arrivals belong")} to no dataset. Declare one, or send them elsewhere."
            : $"{(count == 1 ? "One object holds" : $"{count} objects hold")} records that could not be read, an object for an arrival and step. The reasons are in s3://…/{LakeKeys.Quarantine(dataset)}";

    private static string Files(long count) => count == 1 ? "one file" : $"{count} files";
}
