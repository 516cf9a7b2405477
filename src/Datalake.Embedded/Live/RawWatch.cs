using System.Threading.Channels;
using Datalake.Embedded.Delivery;
using Datalake.Embedded.Storage;
using Datalake.Storage;

namespace Datalake.Embedded.Live;

/// <summary>
/// Announces what comes into the raw folder: file system events at once, and a listing every while for the events that got lost.
/// </summary>
internal sealed class RawWatch
{
    // At most a hundredth of a processor goes into listing.
    private const int Share = 100;

    // Names that cannot be listed and are reported one by one; a folder of links must not fill the memory or the log.
    private const int ReportedNames = 1000;

    private readonly FileObjectStore raw;
    private readonly Func<CommittedArrivals> committed;
    private readonly ArrivalFeed feed;
    private readonly LiveCounters counters;
    private readonly LiveOptions options;
    private readonly TimeProvider time;
    private HashSet<string> skipped = new(StringComparer.Ordinal);
    private HashSet<string> skippedBefore = new(StringComparer.Ordinal);

    private readonly Channel<bool> wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Prepares to follow a raw folder.</summary>
    /// <param name="raw">
    /// The folder. Its view is the watch's own, since whoever lists next decides what becomes of the names that are skipped.
    /// </param>
    /// <param name="committed">Gives the arrivals that are done.</param>
    /// <param name="feed">Receives the others.</param>
    /// <param name="counters">Receives what cannot be listed.</param>
    /// <param name="options">How often the folder is listed.</param>
    /// <param name="time">The clock.</param>
    public RawWatch(
        FileObjectStore raw,
    Func<CommittedArrivals> committed,
    ArrivalFeed feed,
    LiveCounters counters,
    LiveOptions options,
    TimeProvider time)
    {
        this.raw = raw;
        this.committed = committed;
        this.feed = feed;
        this.counters = counters;
        this.options = options;
        this.time = time;
        raw.Skipped = Skip;
    }

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
            var done = committed();
            await foreach (var arrival in raw.ListAsync(string.Empty, cancellationToken))
            {
                if (!done.Contains(arrival.Key, arrival.Version)) feed.Offer(arrival.Key, arrival.Length, isWhole: false);
            }
        }
        catch (ObjectStoreException failure)
        {
            counters.Fail("raw/", failure.Message);
        }

        // What a listing no longer meets is reported again when it comes back.
        (skippedBefore, skipped) = (skipped, skippedBefore);
        skipped.Clear();
    }

    /// <summary>Reports a name that is not listed, once for as long as it stays.</summary>
    private void Skip(SkippedName name)
    {
        if (skipped.Count >= ReportedNames || !skipped.Add(name.Name) || skippedBefore.Contains(name.Name)) return;
        counters.Fail($"raw/{ObjectKeys.Show(name.Name)}", name.Reason);
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
