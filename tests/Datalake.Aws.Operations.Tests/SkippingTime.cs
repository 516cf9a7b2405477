namespace Datalake.Aws.Operations.Tests;

/// <summary>A clock on which every wait is over at once; it remembers how long each was to be.</summary>
internal sealed class SkippingTime : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<TimeSpan> waits = [];

    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (gate) return [.. waits];
        }
    }

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
