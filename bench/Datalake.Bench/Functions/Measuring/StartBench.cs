using System.Diagnostics;
using Datalake.Bench.Functions.Arrivals;
using Datalake.Bench.Functions.Services;
using Datalake.Bench.Functions.Variants;
using Datalake.Aws.Testing.RuntimeApi;

namespace Datalake.Bench.Functions.Measuring;

/// <summary>Starts of a function.</summary>
/// <param name="Kind">The function.</param>
/// <param name="Variant">How it was made.</param>
internal sealed record StartFigures(FunctionKind Kind, PublishedVariant Variant)
{
    /// <summary>From the start of the process to the answer at the Runtime API, in milliseconds, one each start.</summary>
    public IList<double> FirstAnswers { get; } = [];

    /// <summary>The part of it until it asked for its first event: runtime, environment, contract. In milliseconds.</summary>
    public IList<double> Initializations { get; } = [];

    /// <summary>Processor time until the first answer, in milliseconds.</summary>
    public IList<double> ProcessorTimes { get; } = [];

    /// <summary>The maximum resident memory until then, in bytes.</summary>
    public IList<double> Memory { get; } = [];
}

/// <summary>Measures starts: all functions of all variants in turns, as often as is asked for.</summary>
/// <param name="stub">The services they call.</param>
/// <param name="arrival">What they are called with first.</param>
internal sealed class StartBench(ServiceStub stub, Arrival arrival)
{
    /// <summary>Runs it.</summary>
    /// <param name="variants">The variants.</param>
    /// <param name="kinds">The functions.</param>
    /// <param name="starts">How often each is started.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public async Task<IReadOnlyList<StartFigures>> RunAsync(
        IReadOnlyList<PublishedVariant> variants, IReadOnlyList<FunctionKind> kinds, int starts, CancellationToken cancellationToken)
    {
        var figures = (
            from kind in kinds
            from variant in variants
            where variant.Functions.ContainsKey(kind.Name)
            select new StartFigures(kind, variant)
        ).ToArray();
        // Once without a clock: files come into the page cache.
        foreach (var one in figures) await StartAsync(one, counts: false, cancellationToken);
        for (var round = 0; round < starts; round++)
        {
            foreach (var one in figures) await StartAsync(one, counts: true, cancellationToken);
        }

        return figures;
    }

    private async Task StartAsync(StartFigures figures, bool counts, CancellationToken cancellationToken)
    {
        var host = await RuntimeApiHost.StartAsync();
        var clock = Stopwatch.StartNew();
        await using var function = RunningFunction.Start(figures.Kind, figures.Variant, stub, host);
        var call = function.CallAsync(arrival, cancellationToken);
        await Task.WhenAny(function.Ready, call);
        var ready = clock.Elapsed;
        await call;
        var elapsed = clock.Elapsed;
        if (!counts) return;
        figures.FirstAnswers.Add(elapsed.TotalMilliseconds);
        figures.Initializations.Add(ready.TotalMilliseconds);
        figures.ProcessorTimes.Add(function.ProcessorTime.TotalMilliseconds);
        figures.Memory.Add(function.PeakMemory);
    }
}
