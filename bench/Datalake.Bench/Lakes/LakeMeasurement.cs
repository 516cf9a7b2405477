using Datalake.Generator;

namespace Datalake.Bench.Lakes;

/// <summary>A lake that was run, seen from outside.</summary>
/// <param name="Job">What was asked for.</param>
/// <param name="Generated">What was put into it.</param>
/// <param name="Result">What the process that ran it reports.</param>
/// <param name="ConsumableRows">Rows that the Parquet files of the consumable table hold.</param>
/// <param name="DistinctRows">Different (identity, digest) among them.</param>
/// <param name="StructuredBytes">Bytes of <c>structured_json/</c>.</param>
/// <param name="StageBytes">Bytes of <c>stage/</c>.</param>
/// <param name="ConsumableBytes">Bytes of <c>consumable_tables/</c>.</param>
/// <param name="ConsumableFiles">Files in it.</param>
/// <param name="Commands">What the published command took, and DuckDB alone, in each round; empty where they did not run.</param>
internal sealed record LakeMeasurement(
    LakeJob Job,
    GenerationCounts Generated,
    LakeResult Result,
    long ConsumableRows,
    long DistinctRows,
    long StructuredBytes,
    long StageBytes,
    long ConsumableBytes,
    long ConsumableFiles,
    IReadOnlyList<LakeCommandResult> Commands)
{
    /// <summary>Whatever does not add up, one sentence each; empty when all of it does.</summary>
    public IEnumerable<string> Differences()
    {
        (string What, long One, string Other, long Two)[] pairs =
        [
            ("arrivals written", Generated.Arrivals, "arrivals ingested", Result.Arrivals),
            ("records written", Generated.Records, "records ingested", Result.Records),
            ("bad records written", Generated.Bad, "records quarantined", Result.Quarantined),
            ("records ingested", Result.Records, "records delivered or quarantined", Result.Delivered + Result.Quarantined),
            ("records delivered", Result.Delivered, "rows of the stage", Result.Rows),
            (
                "records ingested",
                Result.Records,
                "rows of the consumable table and duplicates",
                ConsumableRows + Result.Duplicates + Result.Quarantined
            ),
            ("rows reported as written", Result.Written, "rows of the consumable table", ConsumableRows),
            ("different records written", Generated.Versions, "different rows of the consumable table", DistinctRows),
            ("duplicates written", Generated.Duplicates, "duplicates dropped", Result.Duplicates),
            .. Commands.SelectMany(round => new (string, long, string, long)[]
            {
                ("rows reported as written", Result.Written, "rows written by the command", round.Written),
                ("records delivered", Result.Delivered, "rows written by DuckDB alone", round.Engine.Rows),
            }),
        ];
        return from pair in pairs
               where pair.One != pair.Two
               select $"{Job.Title}: {pair.One} {pair.What}, but {pair.Two} {pair.Other}.";
    }
}
