using System.Globalization;

namespace Datalake.Embedded.Tests.Checking;

/// <summary>A clock that stands still until it is moved.</summary>
internal sealed class TestTime(string start) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = DateTimeOffset.Parse(start, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => Now.UtcTicks;

    public void Advance(TimeSpan by) => Now += by;
}
