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
        if (lake.Engine is { } engine)
        {
            var alone = engine.ToParquet.ProcessorSeconds + engine.ByDay.ProcessorSeconds;
            yield return Of("DuckDB alone, structured JSON -> Parquet, processor time", PerMegabyte(engine.ToParquet), "ms/MB");
            yield return Of("DuckDB alone, by day, processor time", PerMegabyte(engine.ByDay), "ms/MB");
            yield return Of("processor time, whole run / DuckDB alone", result.Whole.ProcessorSeconds / alone, "x");
            yield return Of("peak memory, DuckDB alone", engine.Peak / 1e6, "MB");
        }

        yield return Of("processor time, stage -> consumable", PerMegabyte(result.Partition), "ms/MB");
        yield return Of("peak memory, raw -> stage", result.IngestPeak / 1e6, "MB");
        yield return Of("peak memory, whole run", result.Peak / 1e6, "MB");
        yield return Of("structured_json", lake.StructuredBytes / 1e6, "MB");
        yield return Of("stage", lake.StageBytes / 1e6, "MB");
        yield return Of("consumable table", lake.ConsumableBytes / 1e6, "MB");
        yield return Of("consumable table, files", lake.ConsumableFiles, "");
        yield return Of("duplicates dropped", result.Duplicates, "");

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
