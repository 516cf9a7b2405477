using Datalake.Bench.Micro;

namespace Datalake.Bench.Reporting;

/// <summary>What the single steps come to.</summary>
internal static class MicroFigures
{
    public const string Speed = "Single steps, one thread, in memory";
    public const string Memory = "Memory allocated for a record";
    public const string Ratios = "Ratios of single steps";

    private static readonly (string Step, string To)[] Compared =
    [
        (MicroBench.Structure, MicroBench.BareDecode),
        (MicroBench.Structure, MicroBench.Bare),
        (MicroBench.Structure, MicroBench.JsonNodes),
    ];

    /// <summary>The figures of a job.</summary>
    public static IEnumerable<Figure> Of(MicroJob job, MicroResult result)
    {
        foreach (var step in result.Steps)
            yield return new Figure(Speed, job.Title, step.Name, Speeds(step).Median(), "MB/s", Speeds(step).Max());
        foreach (var (step, to) in Compared)
        {
            // Round by round: what slowed one step down most likely slowed its neighbour too. The best rounds of both are the least
            // disturbed.
            var (one, other) = (Speeds(Find(result, step)), Speeds(Find(result, to)));
            yield return new Figure(
                Ratios, job.Title, $"{step} / {to}", one.Zip(other, (mine, its) => mine / its).Median(), "x", one.Max() / other.Max());
        }

        foreach (var step in result.Steps.Where(step => step.Name is MicroBench.Structure or MicroBench.JsonNodes or MicroBench.Conform))
        {
            yield return new Figure(Memory, job.Title, step.Name, step.AllocatedARecord, "B");
        }
    }

    private static StepTimes Find(MicroResult result, string step) => result.Steps.Single(found => found.Name == step);

    private static double[] Speeds(StepTimes step) => [.. step.Seconds.Select(seconds => step.Bytes / seconds / 1e6)];

    public static double Median(this IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
