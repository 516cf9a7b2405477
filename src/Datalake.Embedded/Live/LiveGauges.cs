using System.Diagnostics.Metrics;
using Datalake.Telemetry;

namespace Datalake.Embedded.Live;

/// <summary>Metrics of the state of one lake that runs. Dispose it with the lake.</summary>
internal sealed class LiveGauges : IDisposable
{
    private readonly Meter meter = new(LakeMeter.Name);

    /// <summary>Offers the state to whoever listens.</summary>
    /// <param name="state">Gives it.</param>
    /// <param name="time">The clock.</param>
    public LiveGauges(Func<LiveState> state, TimeProvider time)
    {
        meter.CreateObservableGauge("datalake.waiting.arrivals", () => state().Waiting, "{arrival}", "Arrivals that are known and not taken yet.");
        meter.CreateObservableGauge("datalake.waiting.size", () => state().WaitingBytes, "By", "Bytes of those, as far as they are known.");
        meter.CreateObservableGauge(
            "datalake.buffered.arrivals", () => state().Buffered, "{arrival}", "Arrivals that are taken and not committed to the stage yet.");
        meter.CreateObservableGauge(
            "datalake.blocked", () => state().Blocked is null ? 0 : 1, "1", "1 while nothing is taken, for example because the disk is full; else 0.");
        meter.CreateObservableGauge(
            "datalake.table.lag",
            () => state().Datasets.Select(dataset => new Measurement<double>(
                dataset.Value.BehindSince is { } since ? (time.GetUtcNow() - since).TotalSeconds : 0,
                new KeyValuePair<string, object?>("dataset", dataset.Key))),
            "s",
            "Age of the oldest stage file that the consumable table does not hold yet.");
    }

    public void Dispose() => meter.Dispose();
}
