using Datalake.Aws.Bench.Arrivals;
using Datalake.Aws.Bench.Measuring;
using Datalake.Aws.Bench.Reporting;
using Datalake.Aws.Bench.Services;
using Datalake.Aws.Bench.Variants;
using Datalake.Cli.Benchmarks.Reporting;
using Datalake.Datasets;

namespace Datalake.Aws.Bench;

/// <summary>One run: publishes, checks that all do the same, measures.</summary>
/// <param name="options">What is asked for.</param>
/// <param name="progress">Takes what is going on.</param>
internal sealed class BenchRun(BenchOptions options, TextWriter progress)
{
    /// <summary>Runs it.</summary>
    /// <param name="cancellation">Stops it.</param>
    public async Task<FunctionReport> RunAsync(CancellationToken cancellation)
    {
        var folder = options.Functions is null ? Directory.CreateTempSubdirectory("datalake-functions-").FullName : Path.GetFullPath(options.Functions);
        try
        {
            return await RunAsync(folder, cancellation);
        }
        finally
        {
            if (options.Functions is null) Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<FunctionReport> RunAsync(string folder, CancellationToken cancellation)
    {
        var kinds = FunctionKind.All.Where(kind => options.Wants(kind.Name, FunctionKind.Names)).ToArray();
        var (variants, leftOut) = await PublishAsync(folder, cancellation);
        if (variants.Count == 0) throw new BenchException($"There is nothing to measure. {string.Join(' ', leftOut)}");

        await progress.WriteLineAsync("Making orders …");
        var datasets = Path.Combine(VariantPublisher.RepositoryRoot, "datasets");
        var contract = DatasetCatalog.Load(datasets).Require().Find("checkout")!;
        var (single, many) = (ArrivalSet.Single(contract), ArrivalSet.Many(contract));
        await using var stub = await ServiceStub.StartAsync();
        stub.Put(FunctionKind.LakeBucket, FunctionKind.ContractKey, StoredBytes.Of(await File.ReadAllBytesAsync(Path.Combine(datasets, "checkout", "dataset.json"), cancellation)));
        foreach (var arrival in single.All.Concat(many.All))
        {
            stub.Put(FunctionKind.RawBucket, arrival.Key, arrival.Raw);
            stub.Put(FunctionKind.LakeBucket, arrival.StructuredKey, arrival.Structured);
        }

        var machine = MachineNote.Take();
        var steady = kinds.Where(kind => kind != FunctionKind.Partition).ToArray();
        var check = new AgreementCheck(stub);
        foreach (var (kind, variant) in from kind in steady from variant in variants select (kind, variant))
        {
            await progress.WriteLineAsync($"What {kind.Name} ({variant.Title}) does …");
            await check.RunAsync(kind, variant, [.. single.All, many.All[0]], cancellation);
        }

        IReadOnlyList<StartFigures> starts = [];
        if (options.Wants(BenchPart.Start, BenchPart.Names))
        {
            await progress.WriteLineAsync($"Starting each function {options.Starts} times …");
            starts = await new StartBench(stub, single.All[0]).RunAsync(variants, kinds, options.Starts, cancellation);
        }

        var throughput = new List<ThroughputFigures>();
        if (options.Wants(BenchPart.Throughput, BenchPart.Names))
        {
            var bench = new ThroughputBench(stub, options.Seconds);
            foreach (var (kind, set) in from kind in steady from set in new[] { single, many } select (kind, set))
            {
                await progress.WriteLineAsync($"{kind.Name}, objects of {set.Name} …");
                throughput.AddRange(await bench.RunAsync(kind, set, variants, cancellation));
            }
        }

        return new FunctionReport(machine.AtEnd(), starts, throughput, leftOut, check.Differences);
    }

    private async Task<(IReadOnlyList<PublishedVariant> Variants, IReadOnlyList<string> LeftOut)> PublishAsync(string folder, CancellationToken cancellation)
    {
        var publisher = new VariantPublisher(folder);
        var variants = new List<PublishedVariant>();
        var leftOut = new List<string>();
        foreach (var variant in Variant.All.Where(variant => options.Wants(variant.Name, Variant.Names)))
        {
            await progress.WriteLineAsync($"Publishing {variant.Title} …");
            var (published, reason) = await publisher.PublishAsync(variant, cancellation);
            if (published is not null) variants.Add(published);
            else leftOut.Add($"{variant.Title}: {reason}");
        }

        return (variants, leftOut);
    }
}
