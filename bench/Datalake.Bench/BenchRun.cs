using System.Diagnostics;
using Datalake.Bench.Lakes;
using Datalake.Bench.Micro;
using Datalake.Bench.Reporting;
using Datalake.Bench.Serving;
using Datalake.Bench.StageFiles;
using Datalake.Bench.Tables;

namespace Datalake.Bench;

/// <summary>Runs a plan in a temporary folder of its own and takes the folder away again.</summary>
/// <param name="datasets">The folder in which <c>checkout/dataset.json</c> lies.</param>
/// <param name="progress">Receives a line for each job.</param>
/// <param name="lake">The folder of a published command <c>lake</c>; null to publish that of the repository where a job runs it.</param>
internal sealed class BenchRun(string datasets, TextWriter progress, string? lake = null)
{
    /// <summary>Runs a plan.</summary>
    /// <param name="plan">What to measure.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="BenchException">Something could not be measured.</exception>
    public async Task<BenchReport> RunAsync(BenchPlan plan, CancellationToken cancellationToken)
    {
        var machine = MachineNote.Take();
        var start = Stopwatch.GetTimestamp();
        var work = Directory.CreateTempSubdirectory("lake-bench-").FullName;
        try
        {
            var contracts = CopyContract(work);
            var command = await CommandOfAsync(plan, work, cancellationToken);
            var figures = new List<Figure>();
            foreach (var job in plan.Jobs.OfType<MicroJob>())
            {
                await progress.WriteLineAsync($"{job.Title}: {job.Rounds} rounds of {job.Bytes / 1_000_000} MB in memory");
                var result = await ChildProcess.RunAsync(
                    job with
                    {
                        Datasets = contracts,
                    },
                    BenchJson.Default.MicroResult,
                    cancellationToken
                );
                figures.AddRange(MicroFigures.Of(job, result));
            }

            var stages = new List<StageFileMeasurement>();
            foreach (var job in plan.Jobs.OfType<StageFileJob>())
            {
                await progress.WriteLineAsync(
                    $"{job.Title}: {job.Rounds} rounds of {job.Records * job.RecordSize / 1_000_000} MB of raw records");
                stages.Add(
                    await StageFileMeasurement.RunAsync(
                        job with { Datasets = contracts, Root = Path.Combine(work, "stage") }, cancellationToken));
                figures.AddRange(StageFileFigures.Of(stages[^1]));
            }

            var lakes = new List<LakeMeasurement>();
            foreach (var job in plan.Jobs.OfType<LakeJob>())
            {
                await progress.WriteLineAsync(
                    $"{job.Title}: {job.Records * job.RecordSize / 1_000_000} MB of raw files, orders of {job.Days} days");
                lakes.Add(
                    await LakeBench.RunAsync(
                        job with { Datasets = contracts, Root = Path.Combine(work, "lake") }, command, cancellationToken));
                figures.AddRange(LakeFigures.Of(lakes[^1]));
            }

            figures.AddRange(LakeFigures.Compare(lakes));
            foreach (var job in plan.Jobs.OfType<TableJob>())
            {
                await progress.WriteLineAsync($"{job.Title}: a table of {job.Days} days from {job.Hours} hours, a log of {job.LogFiles} files");
                figures.AddRange(TableFigures.Of(
                    job,
                    await TableBench.RunAsync(job with { Datasets = contracts, Root = Path.Combine(work, "table") }, cancellationToken)));
            }

            var served = new List<string>();
            foreach (var job in plan.Jobs.OfType<ServerJob>())
            {
                await progress.WriteLineAsync($"{job.Title}: {job.Records} posts of one, {job.Batches} of 1,000");
                var result = await ServerBench.RunAsync(
                    job with { Datasets = contracts, Root = Path.Combine(work, "served") }, progress, cancellationToken);
                served.AddRange(result.Differences);
                figures.AddRange(ServerFigures.Of(job, result));
            }

            var differences = stages.SelectMany(stage => stage.Differences()).Concat(lakes.SelectMany(lake => lake.Differences())).Concat(served);
            return new BenchReport(machine.AtEnd(), figures, [.. differences], Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private async Task<LakeCommand?> CommandOfAsync(BenchPlan plan, string work, CancellationToken cancellationToken)
    {
        if (lake is not null) return LakeCommand.InFolder(lake);
        if (!plan.Jobs.OfType<LakeJob>().Any(job => job.CommandRounds > 0)) return null;
        await progress.WriteLineAsync("Publishing the command lake; this takes a minute or two");
        return await LakeCommand.PublishAsync(Path.Combine(work, "command"), cancellationToken);
    }

    /// <summary>The lake of the bench has one dataset, so that no other one's keys or mistakes matter.</summary>
    private string CopyContract(string work)
    {
        var contract = Path.Combine(datasets, "checkout", "dataset.json");
        if (!File.Exists(contract)) throw new BenchException($"There is no {contract}; the bench needs the contract of checkout.");
        var copy = Path.Combine(work, "datasets", "checkout", "dataset.json");
        Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
        File.Copy(contract, copy);
        return Path.Combine(work, "datasets");
    }
}
