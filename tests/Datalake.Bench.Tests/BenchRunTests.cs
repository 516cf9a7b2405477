using Datalake.Bench.Micro;
using Datalake.Bench.Reporting;

namespace Datalake.Bench.Tests;

public class BenchRunTests
{
    private static readonly string Datasets = Path.Combine(Repository.Root, "datasets");

    [Fact]
    public async Task A_run_measures_each_step_and_lake_of_its_plan_and_all_of_it_adds_up()
    {
        var plan = new BenchPlan(
        [
            new MicroJob { Name = string.Empty, RecordSize = 1_000, Bytes = 20_000, Rounds = 2, WarmUp = 0 },
            new StageFileJob { Name = "stage files", RecordSize = 1_000, Records = 40, Days = 3, Rounds = 2 },
            Lake(BenchPlan.Ndjson, 40, perObject: 10) with { CommandRounds = 1 },
            Lake(BenchPlan.OneAFile, 20, perObject: 1),
            new TableJob { Name = "orders", RecordSize = 20_000, Days = 2, Hours = 2, TouchedDays = 2, LogFiles = 40 },
        ]);

        var report = await new BenchRun(Datasets, TextWriter.Null, AppContext.BaseDirectory).RunAsync(plan, TestContext.Current.CancellationToken);

        Assert.Empty(report.Differences);
        Assert.Equal(
            [MicroBench.Bare, MicroBench.BareDecode, MicroBench.Structure, MicroBench.JsonNodes, MicroBench.Conform],
            report.Figures.Where(figure => figure.Section == MicroFigures.Speed && figure.Case == "1 KB").Select(figure => figure.Name));
        Assert.Equal(8, report.Figures.Count(figure => figure.Section == StageFileFigures.Section && figure is { Case: "1 KB stage files", Value: > 0 }));
        Assert.Single(report.Figures, figure => figure.Section == LakeFigures.Ratios);

        // The system counts processor time in steps.
        Assert.All(
            report.Figures.Where(figure => figure.Section == TableFigures.Section && !figure.Name.Contains("processor", StringComparison.Ordinal)),
            figure => Assert.True(figure.Value > 0, figure.Name));
        Assert.Equal(
            OperatingSystem.IsLinux() ? 2 : 0,
            report.Figures.Count(figure => figure.Name.Contains("lake run", StringComparison.Ordinal) && figure.Value > 0));
        var (many, one) = (CountsOf(report, "20 KB NDJSON"), CountsOf(report, "20 KB one a file"));
        Assert.Equal(Math.Ceiling(many["records"] / 10), many["arrivals"]);
        Assert.Equal(one["records"], one["arrivals"]);
    }

    [Fact]
    public async Task A_run_without_the_contract_names_the_file_that_is_missing()
    {
        var failure = await Assert.ThrowsAsync<BenchException>(() =>
            new BenchRun("nowhere", TextWriter.Null).RunAsync(BenchPlan.Create(quick: true), TestContext.Current.CancellationToken));

        Assert.Contains(Path.Combine("nowhere", "checkout", "dataset.json"), failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_full_and_the_quick_plan_measure_the_same_things()
    {
        var full = BenchPlan.Create(quick: false).Jobs.Select(job => job.Title).ToArray();

        Assert.Equal(full, BenchPlan.Create(quick: true).Jobs.Select(job => job.Title));
        Assert.Equal(full.Length, full.Distinct().Count());
    }

    private static Dictionary<string, double> CountsOf(BenchReport report, string lake) =>
        report
            .Figures.Where(figure => figure.Section == LakeFigures.Speed && figure.Case == lake)
            .ToDictionary(figure => figure.Name, figure => figure.Value);

    private static LakeJob Lake(string name, long records, int perObject) =>
        new() { Name = name, RecordSize = 20_000, Records = records, PerObject = perObject, Days = 3 };
}
