using System.Runtime.CompilerServices;
using Datalake.Datasets;
using Datalake.Embedded.Storage;
using Datalake.Records;

namespace Datalake.Embedded.Schemas;

/// <summary>Reads the structured records of a dataset one after the other.</summary>
internal sealed class StructuredRecords(string root, DatasetContract dataset, RecordLimits limits)
{
    /// <summary>The records; each is valid until the next is asked for.</summary>
    /// <param name="maximum">How many at maximum; 0 for all.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(
        long maximum, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var folder = new LakeFolder(root);
        LakeNotFoundException.ThrowIfMissing(folder);
        var store = new FileObjectStore(folder.Root, syncsWriters: false);
        var count = 0L;
        await foreach (var found in store.ListAsync($"structured_json/{dataset.Name}/", cancellationToken))
        {
            await using var content = await store.OpenAsync(found.Key, cancellationToken);
            if (content is null) continue;
            using var reader = RecordReader.OpenStructured(content.Stream, limits);
            while (await reader.ReadAsync(cancellationToken))
            {
                // An empty line stands for a record that is in quarantine.
                if (reader.Current.Problem is not null || reader.Current.Content.IsEmpty) continue;
                yield return reader.Current.Content;
                if (++count == maximum) yield break;
            }
        }
    }
}
