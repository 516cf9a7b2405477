using System.Diagnostics;
using Datalake.Embedded.Auditing;
using Datalake.Embedded.Live;
using Datalake.Server.Hosting;

namespace Datalake.Page.Live;

/// <summary>
/// What <c>lake status</c> says, for all who look at it. A count reads the whole lake, so it is good until something has come, and counting
/// takes at most a hundredth of a processor. Safe to share between threads.
/// </summary>
/// <param name="lake">The lake.</param>
/// <param name="options">What the server serves.</param>
internal sealed class StatusBoard(ServerLake lake, ServerOptions options) : IDisposable
{
    /// <summary>How long a count is good for at least.</summary>
    public static readonly TimeSpan Minimum = TimeSpan.FromSeconds(10);

    // What changes files beside the server, such as a person, is found by then.
    private static readonly TimeSpan Maximum = TimeSpan.FromMinutes(10);
    private const int Share = 100;

    private readonly SemaphoreSlim counting = new(1);
    private TimeSpan took;
    private long state;

    /// <summary>The last count; null before the first.</summary>
    public Counted? Last { get; private set; }

    /// <summary>The last count while it is good, else a new one.</summary>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="Storage.ObjectStoreException">The folder cannot be read.</exception>
    public async Task<Counted> ReadAsync(CancellationToken cancellationToken)
    {
        await counting.WaitAsync(cancellationToken);
        try
        {
            var now = StateOf(lake.Live.State);
            if (Last is { } last && IsGood(last, now)) return last;
            var started = Stopwatch.GetTimestamp();
            var report = await Task.Run(() => LakeStatus.ReadAsync(options.Lake, lake.Live.Catalog, cancellationToken), cancellationToken);
            (took, state) = (Stopwatch.GetElapsedTime(started), now);
            return Last = new Counted(lake.Time.GetUtcNow(), report);
        }
        finally
        {
            counting.Release();
        }
    }

    public void Dispose() => counting.Dispose();

    private bool IsGood(Counted last, long now)
    {
        var age = lake.Time.GetUtcNow() - last.At;
        if (age > Maximum) return false;
        return (now == state && last.Report.IsConserved) || age < Minimum || age < took * Share;
    }

    // Grows with whatever comes, and changes with what waits.
    private static long StateOf(LiveState state) =>
        state.Waiting + state.Buffered + state.Datasets.Values.Sum(flow => flow.Arrivals + flow.Records + flow.Inserted);

    /// <summary>A count.</summary>
    /// <param name="At">When it was done, UTC.</param>
    /// <param name="Report">What was found.</param>
    public sealed record Counted(DateTimeOffset At, LakeStatusReport Report);
}
