using Datalake.Embedded;
using Datalake.Embedded.Auditing;
using Datalake.Server.Hosting;

namespace Datalake.Page.Live;

/// <summary>
/// What <c>lake status</c> says, for all who look at it: counted at most every ten seconds, since it reads the whole lake. Safe to share
/// between threads.
/// </summary>
/// <param name="lake">The lake.</param>
/// <param name="options">What the server serves.</param>
internal sealed class StatusBoard(ServerLake lake, ServerOptions options) : IDisposable
{
    /// <summary>How long a count is good for.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim counting = new(1);

    /// <summary>The last count; null before the first.</summary>
    public Counted? Last { get; private set; }

    /// <summary>The last count if it is fresh enough, else a new one.</summary>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="Storage.ObjectStoreException">The folder cannot be read.</exception>
    public async Task<Counted> ReadAsync(CancellationToken cancellationToken)
    {
        await counting.WaitAsync(cancellationToken);
        try
        {
            if (Last is { } last && lake.Time.GetUtcNow() - last.At < Age) return last;
            var report = await Task.Run(() => LakeStatus.ReadAsync(options.Lake, lake.Live.Catalog, cancellationToken), cancellationToken);
            return Last = new Counted(lake.Time.GetUtcNow(), report);
        }
        finally
        {
            counting.Release();
        }
    }

    public void Dispose() => counting.Dispose();

    /// <summary>A count.</summary>
    /// <param name="At">When it was done, UTC.</param>
    /// <param name="Report">What was found.</param>
    public sealed record Counted(DateTimeOffset At, LakeStatusReport Report);
}
