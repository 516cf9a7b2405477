using System.Threading.Channels;
using Datalake.Embedded.Delivery;
using Datalake.Embedded.Storage;
using Datalake.Storage;

namespace Datalake.Embedded.Live;

/// <summary>
/// Announces what comes into the raw folder: file system events at once, and a listing every while for the events that got lost.
/// </summary>
internal sealed class RawWatch(
    FileObjectStore raw, CommittedArrivals committed, ArrivalFeed feed, LiveCounters counters, LiveOptions options, TimeProvider time)
{
    // At most a hundredth of a processor goes into listing.
    private const int Share = 100;

    private readonly Channel<bool> wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Asks for a listing now.</summary>
    public void RescanSoon() => wake.Writer.TryWrite(true);

    /// <summary>Follows the folder until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var watcher = Watch();
        while (!cancellationToken.IsCancellationRequested)
        {
            var started = time.GetTimestamp();
            await ScanAsync(cancellationToken);
            counters.Scanned();
            var took = time.GetElapsedTime(started);
            var pause = took * Share > options.Rescan ? took * Share : options.Rescan;
            await WaitAsync(pause, cancellationToken);
        }
    }

    private async Task WaitAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var woken = wake.Reader.ReadAsync(waiting.Token).AsTask();
        await Task.WhenAny(woken, Task.Delay(pause, time, waiting.Token));
        await waiting.CancelAsync();
        await ((Task)woken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task ScanAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var arrival in raw.ListAsync(string.Empty, cancellationToken))
            {
                if (!committed.Contains(arrival.Key, arrival.Version)) feed.Offer(arrival.Key, arrival.Length, isWhole: false);
            }
        }
        catch (ObjectStoreException failure)
        {
            counters.Fail("raw/", failure.Message);
        }
    }

    private FileSystemWatcher? Watch()
    {
        try
        {
            var watcher = new FileSystemWatcher(raw.Root)
            {
                IncludeSubdirectories = true,
                InternalBufferSize = 64 << 10,
                NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size,
            };
            watcher.Created += (_, change) => See(change.FullPath);
            watcher.Changed += (_, change) => See(change.FullPath);
            watcher.Renamed += (_, change) => See(change.FullPath);
            watcher.Error += (_, _) => RescanSoon();
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or PlatformNotSupportedException)
        {
            // The number of watches is limited by the machine; the listing finds everything all the same.
            counters.Fail("raw/", $"The folder cannot be watched, so it is listed every {options.Rescan.TotalSeconds:0} s: {failure.Message}");
            return null;
        }
    }

    private void See(string path)
    {
        var name = Path.GetFileName(path);
        if (name.StartsWith(FileObjectStore.TemporaryPrefix, StringComparison.Ordinal)) return;
        if (Directory.Exists(path))
        {
            // What came with it, or before it was watched, has no events of its own.
            RescanSoon();
            return;
        }

        var key = Path.GetRelativePath(raw.Root, path);
        if (OperatingSystem.IsWindows()) key = key.Replace('\\', '/');
        if (ObjectKeys.Check(key) is null) feed.Offer(key, 0, isWhole: false);
    }
}
