using System.Threading.Channels;
using Datalake.Embedded.Storage;
using Datalake.Storage;

namespace Datalake.Embedded.Receiving;

/// <summary>Writes the journal of one dataset: while one sync is under way, the next texts gather for the one after it.</summary>
internal sealed class JournalWriter : IAsyncDisposable
{
    // What one sync takes at most beyond its first text.
    private const int GroupBytes = 4 << 20;

    private readonly FileObjectStore raw;
    private readonly string folder;
    private readonly string dataset;
    private readonly JournalOptions options;
    private readonly TimeProvider time;
    private readonly Action<string, long> announce;
    private readonly Channel<Waiting> queue = Channel.CreateUnbounded<Waiting>();
    private readonly Task writing;
    private readonly Queue<JournalFile> full = [];
    private Task<bool>? next;
    private JournalFile? file;
    private long opened;

    public JournalWriter(
        FileObjectStore raw, string folder, string dataset, JournalOptions options, TimeProvider time, Action<string, long> announce)
    {
        this.raw = raw;
        this.folder = folder;
        this.dataset = dataset;
        this.options = options;
        this.time = time;
        this.announce = announce;
        writing = Task.Run(RunAsync);
    }

    public Task<string> AppendAsync(ReadOnlyMemory<byte> text) => Enqueue(text, publishes: false);

    /// <summary>Makes an arrival of what was appended before.</summary>
    public Task PublishAsync() => Enqueue(default, publishes: true);

    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await writing;
    }

    private async Task RunAsync()
    {
        while (await WaitAsync())
        {
            var group = TakeGroup();
            var asked = group.FindAll(waiting => waiting.Publishes);
            if (group.Count > asked.Count) Write(group.FindAll(waiting => !waiting.Publishes));
            if (asked.Count > 0)
            {
                var failure = Publish();
                foreach (var one in asked) one.End(failure);
            }
            else if (file is not null && (file.Length >= options.Bytes || time.GetElapsedTime(opened) >= options.Time)) Publish();
        }

        Publish();
    }

    private Task<string> Enqueue(ReadOnlyMemory<byte> text, bool publishes)
    {
        var waiting = new Waiting(text, publishes, new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously));
        ObjectDisposedException.ThrowIf(!queue.Writer.TryWrite(waiting), this);
        return waiting.Done.Task;
    }

    /// <summary>Waits for a text, or until the open file is old enough. False at the end.</summary>
    private async ValueTask<bool> WaitAsync()
    {
        next ??= queue.Reader.WaitToReadAsync().AsTask();
        if (file is not null && !next.IsCompleted)
        {
            var left = options.Time - time.GetElapsedTime(opened);
            if (left <= TimeSpan.Zero || await Task.WhenAny(next, Task.Delay(left, time)) != next) return true;
        }

        var more = await next;
        next = null;
        return more;
    }

    private List<Waiting> TakeGroup()
    {
        var group = new List<Waiting>();
        for (var bytes = 0; bytes < GroupBytes && queue.Reader.TryRead(out var next); bytes += next.Text.Length) group.Add(next);
        return group;
    }

    private void Write(List<Waiting> group)
    {
        try
        {
            if (file is null)
            {
                file = JournalFile.Create(raw, folder, dataset, time.GetUtcNow());
                opened = time.GetTimestamp();
            }

            file.Append([.. group.Select(one => one.Text)]);
            foreach (var one in group) one.Done.SetResult(file.Key);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // A sync that failed says nothing of what a second one would write: the file ends with what was durable before.
            Publish();
            var described = FileObjectStore.Describe(failure, "write", "_state/journal");
            foreach (var one in group) one.Done.SetException(described);
        }
    }

    /// <summary>Makes an arrival of each file that is full, the open one included.</summary>
    /// <returns>Why one could not be made; null when all were.</returns>
    private ObjectStoreException? Publish()
    {
        if (file is not null) full.Enqueue(file);
        file = null;
        try
        {
            while (full.TryPeek(out var oldest))
            {
                oldest.Publish();
                full.Dequeue();
                if (oldest.Length > 0) announce(oldest.Key, oldest.Length);
            }

            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // It is durable where it lies. The next one tries again, or the next start does.
            return FileObjectStore.Describe(failure, "write", "raw/_posted");
        }
    }

    private sealed record Waiting(ReadOnlyMemory<byte> Text, bool Publishes, TaskCompletionSource<string> Done)
    {
        public void End(ObjectStoreException? failure)
        {
            if (failure is null) Done.SetResult(string.Empty);
            else Done.SetException(failure);
        }
    }
}
