using Datalake.Bench.Lakes;
using Datalake.Generator;

namespace Datalake.Bench.Tests.Lakes;

public class LakeMeasurementTests
{
    private static readonly LakeMeasurement Whole = new(
        new LakeJob { Name = BenchPlan.Ndjson, RecordSize = 1_000, Records = 10, PerObject = 5, Days = 3 },
        new GenerationCounts { Arrivals = 2, Records = 10, Duplicates = 1, StoredBytes = 10_000 },
        new LakeResult
        {
            Ingest = new PhaseTime(1, 1), Partition = new PhaseTime(1, 1), Whole = new PhaseTime(2, 2),
            Arrivals = 2, Records = 10, Delivered = 10, Quarantined = 0, Rows = 10, Written = 9, Duplicates = 1, IngestPeak = 0, Peak = 0,
        },
        ConsumableRows: 9, DistinctRows: 9, StructuredBytes: 0, StageBytes: 0, ConsumableBytes: 0, ConsumableFiles: 1,
        [new LakeCommandResult(new PhaseTime(1, 1), 9, new EngineLakeResult(new PhaseTime(1, 1), new PhaseTime(1, 1), Rows: 10, Peak: 0))]);

    private static LakeCommandResult Round => Whole.Commands[0];

    [Fact]
    public void A_lake_in_which_everything_arrived_has_no_differences() => Assert.Empty(Whole.Differences());

    [Fact]
    public void A_lost_row_is_a_difference() => Assert.Equal(
        [
            "1 KB NDJSON: 10 records ingested, but 9 rows of the consumable table and duplicates.",
            "1 KB NDJSON: 9 rows reported as written, but 8 rows of the consumable table.",
            "1 KB NDJSON: 9 different records written, but 8 different rows of the consumable table.",
        ],
        (Whole with { ConsumableRows = 8, DistinctRows = 8 }).Differences());

    [Fact]
    public void A_row_that_the_engine_alone_does_not_write_is_a_difference() => Assert.Equal(
        ["1 KB NDJSON: 10 records delivered, but 9 rows written by DuckDB alone."],
        (Whole with { Commands = [Round with { Engine = Round.Engine with { Rows = 9 } }] }).Differences());

    [Fact]
    public void A_row_that_the_command_does_not_write_is_a_difference() => Assert.Equal(
        ["1 KB NDJSON: 9 rows reported as written, but 8 rows written by the command."],
        (Whole with { Commands = [Round, Round with { Written = 8 }] }).Differences());

    [Fact]
    public void A_row_in_place_of_another_is_a_difference() => Assert.Equal(
        ["1 KB NDJSON: 9 different records written, but 8 different rows of the consumable table."],
        (Whole with { DistinctRows = 8 }).Differences());
}
