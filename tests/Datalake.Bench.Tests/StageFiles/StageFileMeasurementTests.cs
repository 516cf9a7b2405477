using Datalake.Bench.Lakes;
using Datalake.Bench.Reporting;
using Datalake.Bench.StageFiles;

namespace Datalake.Bench.Tests.StageFiles;

public class StageFileMeasurementTests
{
    private static readonly StageFileJob Job = new() { Name = "stage files", RecordSize = 20_000, Records = 100, Days = 3, Rounds = 3 };

    [Fact]
    public void Rounds_that_ran_side_by_side_are_compared()
    {
        var measured = new StageFileMeasurement(Job, [Result(1), Result(2), Result(2)], [Result(4), Result(4), Result(6)]);

        var figures = StageFileFigures.Of(measured).ToDictionary(figure => figure.Name);

        Assert.Equal((3, 4), (figures["processor time, DuckDB / own writer"].Value, figures["processor time, DuckDB / own writer"].Best));
        Assert.Equal((20, 10), (figures["own writer, processor time"].Value, figures["own writer, processor time"].Best));
        Assert.Equal(100, figures["conformed records"].Value);
    }

    [Theory]
    [InlineData(10, "a", 0)]
    [InlineData(9, "a", 1)]
    [InlineData(10, "b", 1)]
    public void Other_rows_of_one_writer_are_a_difference(long rows, string content, int expected) =>
        Assert.Equal(
            expected,
            new StageFileMeasurement(Job, [Result(1)], [Result(1) with { Rows = rows, Content = content }]).Differences().Count());

    private static StageFileResult Result(double processorSeconds) =>
        new(100_000_000, 10, 5_000_000, new PhaseTime(processorSeconds, processorSeconds), 50_000_000, "a");
}
