using Datalake.Embedded.Live;

namespace Datalake.Page.Live;

/// <summary>What the lake does at one point in time, and how fast.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="State">The state.</param>
/// <param name="RecordsPerSecond">Records that came to the stage or to quarantine, over the last ten seconds.</param>
/// <param name="BytesPerSecond">Their bytes as they came, over the last ten seconds.</param>
public sealed record LiveSample(DateTimeOffset At, LiveState State, double RecordsPerSecond, double BytesPerSecond)
{
    /// <summary>Arrivals that are not in the stage yet.</summary>
    public long Backlog => State.Waiting + State.Buffered;
}
