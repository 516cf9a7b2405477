using System.Diagnostics;
using Datalake.Bench.Functions.Arrivals;
using Datalake.Bench.Functions.Services;
using Datalake.Bench.Functions.Variants;

namespace Datalake.Bench.Functions.Measuring;

/// <summary>A function that is warm.</summary>
/// <param name="Kind">The function.</param>
/// <param name="Set">What it was called with.</param>
/// <param name="Variant">How it was made.</param>
internal sealed record ThroughputFigures(FunctionKind Kind, ArrivalSet Set, PublishedVariant Variant)
{
    /// <summary>
    /// MB (1,000,000 bytes) of raw data a second, one each round. For a function that delivers: of the raw data its objects were made of.
    /// </summary>
    public IList<double> Rates { get; } = [];

    /// <summary>Calls a second.</summary>
    public IList<double> Calls { get; } = [];

    /// <summary>Processor time of the function for a MB, in milliseconds.</summary>
    public IList<double> Costs { get; } = [];

    /// <summary>The maximum resident memory, in bytes.</summary>
    public long PeakMemory { get; set; }
}

/// <summary>Measures warm functions: the variants in turns, a process each, one call after the other, as Lambda does it.</summary>
/// <param name="stub">The services they call.</param>
/// <param name="seconds">How long each is measured.</param>
internal sealed class ThroughputBench(ServiceStub stub, double seconds)
{
    private const int Rounds = 3;

    /// <summary>Runs it.</summary>
    /// <param name="kind">The function.</param>
    /// <param name="set">What to call it with.</param>
    /// <param name="variants">The variants.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public async Task<IReadOnlyList<ThroughputFigures>> RunAsync(
        FunctionKind kind, ArrivalSet set, IReadOnlyList<PublishedVariant> variants, CancellationToken cancellationToken)
    {
        var running = new List<(ThroughputFigures Figures, RunningFunction Function)>();
        try
        {
            foreach (var variant in variants.Where(variant => variant.Functions.ContainsKey(kind.Name)))
            {
                running.Add((new ThroughputFigures(kind, set, variant), await RunningFunction.StartAsync(kind, variant, stub)));
            }

            foreach (var (figures, function) in running)
                await MeasureAsync(figures, function, seconds / 2, counts: false, cancellationToken);
            for (var round = 0; round < Rounds; round++)
            {
                foreach (var (figures, function) in running)
                    await MeasureAsync(figures, function, seconds / Rounds, counts: true, cancellationToken);
            }

            foreach (var (figures, function) in running) figures.PeakMemory = function.PeakMemory;
            return [.. running.Select(one => one.Figures)];
        }
        finally
        {
            foreach (var (_, function) in running) await function.DisposeAsync();
        }
    }

    private static async Task MeasureAsync(
        ThroughputFigures figures, RunningFunction function, double seconds, bool counts, CancellationToken cancellationToken)
    {
        var arrivals = figures.Set.All;
        var (calls, bytes) = (0, 0L);
        var processor = function.ProcessorTime;
        var clock = Stopwatch.StartNew();
        do
        {
            var arrival = arrivals[calls++ % arrivals.Count];
            await function.CallAsync(arrival, cancellationToken);
            bytes += arrival.Raw.Content.Length;
        }
        while (clock.Elapsed.TotalSeconds < seconds);
        var elapsed = clock.Elapsed.TotalSeconds;
        if (!counts) return;
        figures.Rates.Add(bytes / 1e6 / elapsed);
        figures.Calls.Add(calls / elapsed);
        figures.Costs.Add((function.ProcessorTime - processor).TotalMilliseconds / (bytes / 1e6));
    }
}
