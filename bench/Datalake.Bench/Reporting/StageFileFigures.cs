using Datalake.Bench.StageFiles;

namespace Datalake.Bench.Reporting;

/// <summary>What writing stage files comes to.</summary>
internal static class StageFileFigures
{
    public const string Section = "Stage files: conformed records to Parquet, all processors";

    /// <summary>The figures of a measurement.</summary>
    public static IEnumerable<Figure> Of(StageFileMeasurement measured)
    {
        var megabytes = measured.Own[0].Bytes / 1e6;
        yield return Of("conformed records", [megabytes], "MB");
        foreach (var (name, rounds) in new[] { ("own writer", measured.Own), ("DuckDB", measured.Engine) })
        {
            yield return Of($"{name}, processor time", rounds.Select(round => round.Time.ProcessorSeconds / megabytes * 1000), "ms/MB");
            yield return Of($"{name}, files", rounds.Select(round => round.FileBytes / 1e6), "MB");
            yield return Of($"{name}, peak memory", rounds.Select(round => round.Peak / 1e6), "MB");
        }

        var ratios = measured.Engine.Zip(measured.Own, (engine, own) => engine.Time.ProcessorSeconds / own.Time.ProcessorSeconds);
        yield return Of("processor time, DuckDB / own writer", ratios, "x");

        Figure Of(string name, IEnumerable<double> rounds, string unit)
        {
            var values = rounds.ToArray();
            return new Figure(
                Section, measured.Job.Title, name, values.Median(), unit, values.Length == 1 ? null : unit == "x" ? values.Max() : values.Min());
        }
    }
}
