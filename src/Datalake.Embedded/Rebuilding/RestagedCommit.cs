using System.Globalization;
using System.Runtime.ExceptionServices;
using Datalake.Datasets;
using Datalake.Embedded.Delivery;
using Datalake.Embedded.Storage;
using Datalake.Pipeline;
using Datalake.Storage;

namespace Datalake.Embedded.Rebuilding;

/// <summary>
/// Takes the rows of one commit that are made again, and writes them as stage files. They wait in scratch files, by ingestion hour, as
/// those of a delivery stream do. Safe to share between threads.
/// </summary>
/// <param name="dataset">The dataset.</param>
/// <param name="scratch">An existing folder for scratch files.</param>
/// <param name="files">The file system that it is on.</param>
internal sealed class RestagedCommit(DatasetContract dataset, string scratch, IFileSystem files) : IDeliveryStream, IDisposable
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<IngestionHour, Segment> segments = [];

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<RejectedRecord>> PutAsync(DeliveryBatch batch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (gate) FileObjectStore.Guard(() => SegmentOf(IngestionHour.Of(batch.IngestedAt)).Append(batch), "write", "the rebuild's buffer");
        return ValueTask.FromResult<IReadOnlyList<RejectedRecord>>([]);
    }

    /// <summary>Writes what was taken.</summary>
    /// <param name="target">The store that receives the files.</param>
    /// <param name="name">What the names of the files begin with.</param>
    /// <param name="fileBytes">Bytes of records of a file.</param>
    public List<CommitFile> Write(FileObjectStore target, string name, long fileBytes)
    {
        var made = new List<CommitFile>();
        foreach (var (hour, segment) in segments)
        {
            FileObjectStore.Guard(segment.Seal, "write", "the rebuild's buffer");
            var runs = SegmentSorter.Sort([segment], fileBytes).ToArray();
            var written = new CommitFile[runs.Length];
            var first = made.Count;
            try
            {
                Parallel.For(0, runs.Length, number =>
                {
                    var file = string.Create(CultureInfo.InvariantCulture, $"{name}-{first + number:d3}.parquet");
                    var key = LakeKeys.Stage(dataset.Name, hour) + file;
                    written[number] = FileObjectStore.Guard(() => Write(target.PathOf(key), key, runs[number]), "write", key);
                });
            }
            catch (AggregateException failures)
            {
                // What one of them says is what happened; the others end for the same reason.
                ExceptionDispatchInfo.Throw(failures.InnerExceptions[0]);
            }

            made.AddRange(written);
        }

        return made;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var segment in segments.Values) segment.Dispose();
    }

    private CommitFile Write(string path, string key, SortedRun run)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var rows = ParquetWriter.Write(dataset, run, path, files);
        return new CommitFile(Path.GetFileName(key), key, rows, new FileInfo(path).Length);
    }

    private Segment SegmentOf(IngestionHour hour)
    {
        if (segments.TryGetValue(hour, out var open)) return open;
        return segments[hour] = new Segment(Path.Combine(scratch, hour.ToString()), hour, files);
    }
}
