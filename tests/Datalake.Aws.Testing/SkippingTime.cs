namespace Datalake.Aws.Testing;

/// <summary>A clock on which every wait is over at once; it remembers how long each was to be.</summary>
public sealed class SkippingTime : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<TimeSpan> waits = [];

    /// <summary>The waits so far.</summary>
    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (gate) return [.. waits];
        }
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var skips = dueTime > TimeSpan.Zero;
        if (skips)
        {
            lock (gate) waits.Add(dueTime);
        }

        return System.CreateTimer(callback, state, skips ? TimeSpan.Zero : dueTime, period);
    }
}
