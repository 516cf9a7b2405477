using System.Globalization;
using Datalake.Datasets;
using Datalake.Embedded.Storage;
using Datalake.Pipeline;
using Datalake.Storage;

namespace Datalake.Embedded.Delivery;

/// <summary>
/// The delivery stream of one dataset in a folder: buffers conformed records and writes them as Parquet into the stage when the buffer is
/// full or old. A stage file and the list of arrivals it covers are committed together; what a crash leaves uncommitted is structured
/// again. Safe to share between threads.
/// </summary>
public sealed class ParquetDeliveryStream : IAsyncDisposable
{
    private readonly DatasetContract dataset;
    private readonly CommitLog log;
    private readonly DeliveryBufferOptions options;
    private readonly TimeProvider time;
    private readonly SemaphoreSlim gate = new(1);
    private long segmentNumber;

    // Once nothing more comes, the processors that structured are free to write.
    private volatile bool flushing;
    private Buffer current;
    private Task writing = Task.CompletedTask;

    internal ParquetDeliveryStream(DatasetContract dataset, CommitLog log, DeliveryBufferOptions options, TimeProvider time)
    {
        this.dataset = dataset;
        this.log = log;
        this.options = options;
        this.time = time;
        current = NewBuffer();
    }

    /// <summary>Begins an arrival.</summary>
    public ArrivalDelivery Begin() => new(this);

    /// <summary>Writes and commits what the buffer holds, and waits until everything taken is committed.</summary>
    /// <param name="cancellationToken">A token to cancel the waiting; the writing goes on.</param>
    /// <exception cref="ObjectStoreException">The stage could not be written; the arrivals concerned are not committed.</exception>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            flushing = true;
            await SealAsync();
            await writing;
        }
        finally
        {
            flushing = false;
            gate.Release();
        }
    }

    /// <summary>Begins to write what the buffer holds when its oldest record has waited for as long as it may.</summary>
    /// <param name="cancellationToken">A token to cancel the waiting.</param>
    /// <exception cref="ObjectStoreException">An earlier buffer could not be written; its arrivals are not committed.</exception>
    internal async Task SealOldAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (writing.IsFaulted) await writing;
            if (IsOld) await SealAsync();
        }
        finally
        {
            gate.Release();
        }
    }

    private bool IsOld => time.GetElapsedTime(current.Opened) >= options.Interval;

    /// <summary>Discards what is not committed.</summary>
    public async ValueTask DisposeAsync()
    {
        // A failure was reported to whoever flushed or completed an arrival; the segments are deleted in any case.
        await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        current.Dispose();
        gate.Dispose();
    }

    internal Segment NewSegment(IngestionHour hour)
    {
        var number = Interlocked.Increment(ref segmentNumber);
        var name = CommitLog.PendingName(dataset.Name, current.Id, string.Create(CultureInfo.InvariantCulture, $"{hour}-{number}.ndjson"));
        return FileObjectStore.Guard(() => new Segment(Path.Combine(log.PendingFolder, name), hour, log.Files), "write", $"_state/pending/{name}");
    }

    internal async ValueTask JoinAsync(DeliveryBatch? held, List<Segment> segments, CommitEntry entry, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (writing.IsFaulted) await writing;
            if (held is not null)
                FileObjectStore.Guard(
                    () => current.Shared(IngestionHour.Of(held.IngestedAt), NewSegment).Append(held), "write", "the delivery buffer");
            current.Add(segments, entry);
            if (
                current.Bytes >= options.Bytes * options.FilesPerCommit
                || current.Records >= options.Records
                || IsOld
            )
                await SealAsync();
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>
    /// Hands the buffer over to be written and begins the next. One is written at a time, so at most two are on the disk.
    /// </summary>
    private async Task SealAsync()
    {
        if (current.Entries.Count == 0) return;
        await writing;
        var full = current;
        current = NewBuffer();
        writing = Task.Run(() => CommitAsync(full));
    }

    private Buffer NewBuffer() => new(log.NextId(dataset.Name), time.GetTimestamp);

    private async Task CommitAsync(Buffer buffer)
    {
        try
        {
            var files = new List<CommitFile>();
            foreach (var hour in buffer.Segments.GroupBy(segment => segment.Hour).OrderBy(group => group.Key))
            {
                files.AddRange(await WriteHourAsync(buffer.Id, hour.Key, [.. hour]));
            }

            await log.AppendAsync(new Commit(buffer.Id, dataset.Name, files, buffer.Entries));
        }
        finally
        {
            buffer.Dispose();
        }
    }

    private async Task<CommitFile[]> WriteHourAsync(string id, IngestionHour hour, List<Segment> segments)
    {
        foreach (var segment in segments) FileObjectStore.Guard(segment.Seal, "write", "the delivery buffer");
        var runs = SegmentSorter.Sort(segments, options.Bytes).ToArray();
        var files = new CommitFile[runs.Length];
        await Parallel.ForAsync(
            0,
            runs.Length,
            new ParallelOptions { MaxDegreeOfParallelism = flushing ? Environment.ProcessorCount : 1 },
            (number, _) =>
        {
                files[number] = FileObjectStore.Guard(
                    () => WriteFile(id, hour, number, runs[number]), "write", LakeKeys.Stage(dataset.Name, hour));
            return ValueTask.CompletedTask;
        });
        return files;
    }

    private CommitFile WriteFile(string id, IngestionHour hour, int number, SortedRun run)
    {
        var pending = CommitLog.PendingName(dataset.Name, id, string.Create(CultureInfo.InvariantCulture, $"{hour}-{number:d3}.parquet"));
        var path = Path.Combine(log.PendingFolder, pending);
        var rows = ParquetWriter.Write(dataset, run, path, log.Files);
        var key = string.Create(CultureInfo.InvariantCulture, $"{LakeKeys.Stage(dataset.Name, hour)}{id}-{number:d3}.parquet");
        return new CommitFile(pending, key, rows, new FileInfo(path).Length);
    }

    /// <summary>What one commit will hold.</summary>
    private sealed class Buffer(string id, Func<long> opened) : IDisposable
    {
        private readonly Dictionary<IngestionHour, Segment> shared = [];

        public string Id { get; } = id;

        /// <summary>When the first arrival joined; an empty buffer is as old as it is long made.</summary>
        public long Opened { get; private set; } = opened();

        public List<Segment> Segments { get; } = [];

        public List<CommitEntry> Entries { get; } = [];

        public long Bytes => Segments.Sum(segment => segment.Bytes);

        public int Records => Segments.Sum(segment => segment.Records);

        /// <summary>The open segment that small arrivals of an hour share.</summary>
        public Segment Shared(IngestionHour hour, Func<IngestionHour, Segment> create)
        {
            if (shared.TryGetValue(hour, out var open)) return open;
            var segment = create(hour);
            shared[hour] = segment;
            Segments.Add(segment);
            return segment;
        }

        public void Add(List<Segment> segments, CommitEntry entry)
        {
            if (Entries.Count == 0) Opened = opened();
            Segments.AddRange(segments);
            Entries.Add(entry);
        }

        public void Dispose()
        {
            foreach (var segment in Segments) segment.Dispose();
        }
    }
}
