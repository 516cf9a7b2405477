using Datalake.Bench.Lakes;

namespace Datalake.Bench.Reporting;

/// <summary>What the lakes come to.</summary>
internal static class LakeFigures
{
    public const string Speed = "Lakes, all processors, from raw files to consumable tables";
    public const string Ratios = "Ratios of lakes";

    /// <summary>The figures of a lake.</summary>
    public static IEnumerable<Figure> Of(LakeMeasurement lake)
    {
        var (made, result) = (lake.Generated, lake.Result);
        yield return Of("raw", made.StoredBytes / 1e6, "MB");
        yield return Of("arrivals", made.Arrivals, "");
        yield return Of("records", made.Records, "");
        yield return Of("raw -> stage", made.StoredBytes / result.Ingest.Seconds / 1e6, "MB/s");
        yield return Of("stage -> consumable", made.StoredBytes / result.Partition.Seconds / 1e6, "MB/s");
        yield return Of("whole run", WholeSpeed(lake), "MB/s");
        yield return Of("whole run, records", made.Records / result.Whole.Seconds, "/s");
        yield return Of("whole run, arrivals", made.Arrivals / result.Whole.Seconds, "/s");
        yield return Of("whole run, time", result.Whole.Seconds, "s");
        yield return Of("processors busy, raw -> stage", result.Ingest.ProcessorSeconds / result.Ingest.Seconds, "");
        yield return Of("processors busy, stage -> consumable", result.Partition.ProcessorSeconds / result.Partition.Seconds, "");
        yield return Of("processor time", result.Whole.ProcessorSeconds / (made.StoredBytes / 1e6) * 1000, "ms/MB");
        if (lake.Commands.Count > 0)
        {
            yield return Rounds("DuckDB alone, structured JSON -> Parquet, processor time", round => PerMegabyte(round.Engine.ToParquet), "ms/MB");
            yield return Rounds("DuckDB alone, by day, processor time", round => PerMegabyte(round.Engine.ByDay), "ms/MB");
            yield return Rounds("peak memory, DuckDB alone", round => round.Engine.Peak / 1e6, "MB");
        }

        if (lake.Commands.Count > 0 && lake.Commands.All(round => round.Run.ProcessorSeconds > 0))
        {
            yield return Rounds("lake run as published, processor time", round => PerMegabyte(round.Run), "ms/MB");
            yield return Rounds("processor time, lake run / DuckDB alone", round => round.Run.ProcessorSeconds / Alone(round), "x");
        }

        yield return Of("processor time, stage -> consumable", PerMegabyte(result.Partition), "ms/MB");
        yield return Of("peak memory, raw -> stage", result.IngestPeak / 1e6, "MB");
        yield return Of("peak memory, whole run", result.Peak / 1e6, "MB");
        yield return Of("structured_json", lake.StructuredBytes / 1e6, "MB");
        yield return Of("stage", lake.StageBytes / 1e6, "MB");
        yield return Of("consumable table", lake.ConsumableBytes / 1e6, "MB");
        yield return Of("consumable table, files", lake.ConsumableFiles, "");
        yield return Of("duplicates dropped", result.Duplicates, "");

        static double Alone(LakeCommandResult round) => round.Engine.ToParquet.ProcessorSeconds + round.Engine.ByDay.ProcessorSeconds;

        Figure Rounds(string name, Func<LakeCommandResult, double> value, string unit)
        {
            var values = lake.Commands.Select(value).ToArray();
            return new Figure(Speed, lake.Job.Title, name, values.Median(), unit, values.Length == 1 ? null : values.Min());
        }

        double PerMegabyte(PhaseTime time) => time.ProcessorSeconds / (made.StoredBytes / 1e6) * 1000;

        Figure Of(string name, double value, string unit) => new(Speed, lake.Job.Title, name, value, unit);
    }

    /// <summary>How files of one record do against NDJSON, for each record size that has both.</summary>
    public static IEnumerable<Figure> Compare(IReadOnlyList<LakeMeasurement> lakes) =>
        from one in lakes.Where(lake => lake.Job.Name == BenchPlan.OneAFile)
        from many in lakes.Where(lake => lake.Job.Name == BenchPlan.Ndjson && lake.Job.RecordSize == one.Job.RecordSize)
        select new Figure(
            Ratios,
            $"{one.Job.RecordSize / 1000} KB",
            "files of one record / NDJSON of 1,000, whole run",
            WholeSpeed(one) / WholeSpeed(many),
            "x"
        );

    private static double WholeSpeed(LakeMeasurement lake) => lake.Generated.StoredBytes / lake.Result.Whole.Seconds / 1e6;
}
