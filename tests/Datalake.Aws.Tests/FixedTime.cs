namespace Datalake.Aws.Tests;

/// <summary>A clock that stands at half past nine until it is moved.</summary>
internal sealed class FixedTime : TimeProvider
{
    private long ticks = new DateTimeOffset(2026, 11, 20, 9, 30, 0, TimeSpan.Zero).UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref ticks), TimeSpan.Zero);

    public void Advance(TimeSpan span) => Interlocked.Add(ref ticks, span.Ticks);
}
