using Datalake.Pipeline;

namespace Datalake.Aws.Delivery;

/// <summary>
/// Deals the records of a batch out to Firehose entries. Small records share an entry, one JSON object behind the other, which Firehose's
/// conversion takes ("Record format conversion": several documents in one record, no array); it counts every entry as a multiple of 5 KB,
/// so alone they would cost more.
/// </summary>
internal static class EntryPacker
{
    /// <summary>
    /// Entries are filled up to here, 64 KiB: rounding then costs a few percent, and an entry that is refused is not much to send again.
    /// </summary>
    public const int SharedBytes = 64 << 10;

    /// <summary>Packs a batch.</summary>
    /// <param name="batch">The records.</param>
    /// <param name="tooLarge">Receives the positions of records that no entry can hold.</param>
    /// <returns>The entries, in the order of the records.</returns>
    public static List<MemoryStream> Pack(DeliveryBatch batch, ICollection<int> tooLarge)
    {
        var entries = new List<MemoryStream>();
        MemoryStream? open = null;
        for (var index = 0; index < batch.Ends.Count; index++)
        {
            var start = index == 0 ? 0 : batch.Ends[index - 1];
            var line = batch.Lines.Span[start..batch.Ends[index]];
            if (line.Length > FirehoseLimits.EntryBytes)
            {
                tooLarge.Add(index);
                continue;
            }

            if (open is null || open.Length + line.Length > SharedBytes)
            {
                open = new MemoryStream(line.Length);
                entries.Add(open);
            }
            else
            {
                // Only the last object of an entry ends its line.
                open.SetLength(open.Length - 1);
            }

            open.Position = open.Length;
            open.Write(line);
        }

        return entries;
    }
}
