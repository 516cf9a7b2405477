using Datalake.Cli.Benchmarks;
using Datalake.Cli.Benchmarks.Micro;
using Datalake.Cli.Benchmarks.Reporting;

namespace Datalake.Cli.Tests.Benchmarks;

public class BenchTests
{
    private static readonly string Datasets = Path.Combine(AppContext.BaseDirectory, "datasets");

    private static readonly BenchPlan Tiny = new(
    [
        new MicroJob { Name = string.Empty, RecordSize = 1_000, Bytes = 20_000, Rounds = 2, WarmUp = 0 },
        new MicroJob { Name = string.Empty, RecordSize = 20_000, Bytes = 100_000, Rounds = 2, WarmUp = 0 },
        Lake(BenchPlan.Ndjson, 20_000, 40, perObject: 10),
        Lake(BenchPlan.OneAFile, 20_000, 20, perObject: 1),
        Lake(BenchPlan.OneAFile, 2_000, 40, perObject: 1),
    ]);

    [Fact]
    public async Task A_bench_has_every_figure_and_adds_up()
    {
        var report = await new BenchRun(Datasets, TextWriter.Null).RunAsync(Tiny, TestContext.Current.CancellationToken);

        Assert.Empty(report.Differences);
        Assert.All(report.Figures, figure => Assert.True(double.IsFinite(figure.Value) && figure.Value >= 0, figure.ToString()));
        foreach (var size in new[] { "1 KB", "20 KB" })
        {
            foreach (var step in new[] { MicroBench.Bare, MicroBench.BareDecode, MicroBench.Structure, MicroBench.JsonNodes, MicroBench.Conform })
            {
                Assert.True(Find(report, MicroFigures.Speed, size, step).Value > 0);
            }

            Assert.True(Find(report, MicroFigures.Ratios, size, $"{MicroBench.Structure} / {MicroBench.BareDecode}").Value > 0);
            Assert.True(Find(report, MicroFigures.Ratios, size, $"{MicroBench.Structure} / {MicroBench.JsonNodes}").Value > 0);
            Find(report, MicroFigures.Memory, size, MicroBench.Structure);
            Find(report, MicroFigures.Memory, size, MicroBench.Conform);
        }

        foreach (var lake in new[] { "20 KB NDJSON", "20 KB one a file", "2 KB one a file" })
        {
            foreach (var figure in new[] { "raw", "raw -> stage", "stage -> consumable", "whole run", "whole run, records", "whole run, arrivals", "stage", "consumable table" })
            {
                Assert.True(Find(report, LakeFigures.Speed, lake, figure).Value > 0);
            }

            Find(report, LakeFigures.Speed, lake, "peak memory, whole run");
        }

        Assert.True(Assert.Single(report.Figures, figure => figure.Section == LakeFigures.Ratios).Value > 0);
    }

    [Fact]
    public void The_full_and_the_quick_plan_measure_the_same_things()
    {
        var full = BenchPlan.Create(quick: false);
        var quick = BenchPlan.Create(quick: true);

        Assert.Equal(full.Jobs.Select(job => job.Title), quick.Jobs.Select(job => job.Title));
        Assert.Equal(full.Jobs.Count, full.Jobs.Select(job => job.Title).Distinct().Count());
    }

    private static Figure Find(BenchReport report, string section, string name, string figure) =>
        Assert.Single(report.Figures, found => found.Section == section && found.Case == name && found.Name == figure);

    private static LakeJob Lake(string name, int size, long records, int perObject) =>
        new() { Name = name, RecordSize = size, Records = records, PerObject = perObject, Days = 3 };
}
