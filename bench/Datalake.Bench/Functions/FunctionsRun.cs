using Datalake.Bench.Functions.Arrivals;
using Datalake.Bench.Functions.Measuring;
using Datalake.Bench.Functions.Reporting;
using Datalake.Bench.Functions.Services;
using Datalake.Bench.Functions.Variants;
using Datalake.Bench.Reporting;
using Datalake.Datasets;

namespace Datalake.Bench.Functions;

/// <summary>One run: publishes, checks that all do the same, measures.</summary>
/// <param name="options">What is asked for.</param>
/// <param name="progress">Receives a line for each step.</param>
internal sealed class FunctionsRun(FunctionsOptions options, TextWriter progress)
{
    /// <summary>Runs it.</summary>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public async Task<FunctionReport> RunAsync(CancellationToken cancellationToken)
    {
        var folder = options.Functions is null
            ? Directory.CreateTempSubdirectory("datalake-functions-").FullName
            : Path.GetFullPath(options.Functions);
        try
        {
            return await RunAsync(folder, cancellationToken);
        }
        finally
        {
            if (options.Functions is null) Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<FunctionReport> RunAsync(string folder, CancellationToken cancellationToken)
    {
        var kinds = FunctionKind.All.Where(kind => options.Wants(kind.Name, FunctionKind.Names)).ToArray();
        var (variants, skipped) = await PublishAsync(folder, cancellationToken);
        if (variants.Count == 0) throw new BenchException($"There is nothing to measure. {string.Join(' ', skipped)}");

        await progress.WriteLineAsync("Making orders …");
        var datasets = Path.Combine(Repository.Root, "datasets");
        var contract = DatasetCatalog.Load(datasets).Require().Find("checkout")!;
        var (single, many) = (ArrivalSet.Single(contract), ArrivalSet.Many(contract));
        await using var stub = await ServiceStub.StartAsync();
        stub.Put(
            FunctionKind.LakeBucket,
            FunctionKind.ContractKey,
            StoredBytes.Of(await File.ReadAllBytesAsync(Path.Combine(datasets, "checkout", "dataset.json"), cancellationToken))
        );
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
            await check.RunAsync(kind, variant, [.. single.All, many.All[0]], cancellationToken);
        }

        IReadOnlyList<StartFigures> starts = [];
        if (options.Wants(FunctionsPart.Start, FunctionsPart.Names))
        {
            await progress.WriteLineAsync($"Starting each function {options.Starts} times …");
            starts = await new StartBench(stub, single.All[0]).RunAsync(variants, kinds, options.Starts, cancellationToken);
        }

        var throughput = new List<ThroughputFigures>();
        if (options.Wants(FunctionsPart.Throughput, FunctionsPart.Names))
        {
            var bench = new ThroughputBench(stub, options.Seconds);
            foreach (var (kind, set) in from kind in steady from set in new[] { single, many } select (kind, set))
            {
                await progress.WriteLineAsync($"{kind.Name}, objects of {set.Name} …");
                throughput.AddRange(await bench.RunAsync(kind, set, variants, cancellationToken));
            }
        }

        return new FunctionReport(machine.AtEnd(), starts, throughput, skipped, check.Differences);
    }

    private async Task<(IReadOnlyList<PublishedVariant> Variants, IReadOnlyList<string> Skipped)> PublishAsync(
        string folder, CancellationToken cancellationToken)
    {
        var publisher = new VariantPublisher(folder);
        var variants = new List<PublishedVariant>();
        var skipped = new List<string>();
        foreach (var variant in Variant.All.Where(variant => options.Wants(variant.Name, Variant.Names)))
        {
            await progress.WriteLineAsync($"Publishing {variant.Title} …");
            var (published, reason) = await publisher.PublishAsync(variant, cancellationToken);
            if (published is not null) variants.Add(published);
            else skipped.Add($"{variant.Title}: {reason}");
        }

        return (variants, skipped);
    }
}
