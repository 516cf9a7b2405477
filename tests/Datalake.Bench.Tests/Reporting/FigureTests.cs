using Datalake.Bench.Micro;
using Datalake.Bench.Reporting;

namespace Datalake.Bench.Tests.Reporting;

public class FigureTests
{
    private static readonly MicroJob Job = new() { Name = string.Empty, RecordSize = 20_000, Bytes = 2_000_000, Rounds = 3, WarmUp = 0 };

    private static readonly MicroResult Result = new(
        20_000,
        [
            Step(MicroBench.Bare, 0.01, 0.01, 0.01),
            Step(MicroBench.BareDecode, 0.02, 0.04, 0.02),
            Step(MicroBench.JsonNodes, 0.2, 0.2, 0.2),
            Step(MicroBench.Structure, 0.04, 0.05, 0.02), Step(MicroBench.Conform, 0.04, 0.04, 0.04),
        ]);

    [Fact]
    public void A_speed_is_that_of_the_median_round_and_of_the_best() =>
        Assert.Equal(
            new Figure(MicroFigures.Speed, "20 KB", MicroBench.Structure, 50, "MB/s", 100), Find(MicroFigures.Speed, MicroBench.Structure));

    // The rounds compare as 0.5, 0.8 and 1.0; the best of each as 1.0.
    [Fact]
    public void A_ratio_compares_rounds_that_ran_side_by_side()
    {
        var ratio = Find(MicroFigures.Ratios, $"{MicroBench.Structure} / {MicroBench.BareDecode}");

        Assert.Equal(0.8, ratio.Value, 12);
        Assert.Equal(1.0, ratio.Best!.Value, 12);
    }

    [Fact]
    public void The_report_is_a_table_for_each_section_with_a_column_for_each_case()
    {
        var output = new StringWriter { NewLine = "\n" };
        var machine = new MachineNote("Linux X64", ".NET 10", 2, "Release", 0.5, 1.25);

        TableReport.Write(
            new BenchReport(
                machine,
                [new("Speed", "1 KB", "structure", 400, "MB/s", 412.5), new("Speed", "20 KB", "structure", 45.25, "MB/s")],
                [],
                12
            ),
            output
        );

        Assert.Equal(
            """
            Linux X64, 2 processors, .NET 10, Release build
            load 0.5 before, 1.3 after; 12 s in all; MB are 1,000,000 bytes of raw data; median round (best round)

            Speed
                                  1 KB  20 KB
            structure, MB/s  400 (413)   45.3

            Everything that must add up does.

            """, output.ToString());
    }

    private static Figure Find(string section, string name) =>
        Assert.Single(MicroFigures.Of(Job, Result), figure => figure.Section == section && figure.Name == name);

    private static StepTimes Step(string name, params double[] seconds) => new(name, 2_000_000, seconds, 0);
}
