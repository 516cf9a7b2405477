using System.Globalization;
using Datalake.Bench.Functions.Variants;

namespace Datalake.Bench.Functions.Reporting;

/// <summary>Writes a report as Markdown, which reads well as it is.</summary>
internal static class ReportWriter
{
    private const string None = "";

    /// <summary>Writes it.</summary>
    /// <param name="report">The report.</param>
    /// <param name="output">Where to.</param>
    public static void Write(FunctionReport report, TextWriter output)
    {
        var machine = report.Machine;
        output.WriteLine(
            Text(
                $"{machine.System}, {machine.Processors} processors, {machine.Runtime}; load {machine.LoadBefore:0.0} before, {machine.LoadAfter:0.0} after. MB are 1,000,000 bytes."
            )
        );
        WriteStarts(report, output);
        WriteThroughput(report, output);
        output.WriteLine();
        foreach (var one in report.Skipped) output.WriteLine($"SKIPPED {one}");
        foreach (var one in report.Differences) output.WriteLine($"DIFFERENT WORK, believe none of this: {one}");
        if (report.Differences.Count == 0) output.WriteLine("All functions wrote the same records.");
    }

    private static void WriteStarts(FunctionReport report, TextWriter output)
    {
        if (report.Starts.Count == 0) return;
        var rows = report.Starts.Select(one =>
        {
            var python = report.Starts.FirstOrDefault(other => other.Kind == one.Kind && other.Variant.Variant == Variant.Python);
            var median = Median(one.FirstAnswers);
            return new[]
            {
                one.Kind.Name,
                one.Variant.Title,
                Text($"{median:0}"),
                Text($"{one.FirstAnswers.Min():0} to {one.FirstAnswers.Max():0}"),
                Text($"{Median(one.Initializations):0}"),
                Text($"{Median(one.ProcessorTimes):0}"),
                Text($"{Median(one.Memory) / 1e6:0}"), Text($"{one.Variant.Functions[one.Kind.Name].ZipBytes / 1e6:0.00}"),
                python is null ? None : Text($"{median / Median(python.FirstAnswers):0.00}"),
            };
        });
        WriteTable(
            [
                "function",
                "made as",
                "first answer, ms",
                "all starts, ms",
                "init of it, ms",
                "processor time, ms",
                "memory, MB",
                "zip, MB",
                "time / Python's",
            ],
            rows,
            output
        );
    }

    private static void WriteThroughput(FunctionReport report, TextWriter output)
    {
        if (report.Throughput.Count == 0) return;
        var rows = report.Throughput.Select(one =>
        {
            var python = report.Throughput.FirstOrDefault(other =>
                other.Kind == one.Kind && other.Set == one.Set && other.Variant.Variant == Variant.Python
            );
            var rate = Median(one.Rates);
            return new[]
            {
                one.Kind.Name,
                one.Set.Name,
                one.Variant.Title,
                Number(rate),
                Number(Median(one.Calls)),
                Number(Median(one.Costs)),
                Text($"{one.PeakMemory / 1e6:0}"),
                python is null ? None : Text($"{rate / Median(python.Rates):0.0}"),
                python is null ? None : Text($"{Median(python.Costs) / Median(one.Costs):0.0}"),
            };
        });
        WriteTable(
            [
                "function",
                "objects of",
                "made as",
                "raw MB/s",
                "calls/s",
                "processor ms/MB",
                "peak memory, MB",
                "MB/s / Python's",
                "Python's processor time / its",
            ],
            rows,
            output
        );
    }

    private static void WriteTable(string[] header, IEnumerable<string[]> body, TextWriter output)
    {
        string[][] rows = [header, .. body];
        var widths = Enumerable.Range(0, header.Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        output.WriteLine();
        foreach (var (index, row) in rows.Index())
        {
            output.WriteLine(
                $"| {string.Join(" | ", row.Select((cell, column) => Number(header[column]) ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column])))} |"
            );
            if (index == 0)
                output.WriteLine(
                    $"|{string.Join('|', widths.Select((width, column) => Number(header[column]) ? new string('-', width + 1) + ":" : new string('-', width + 2)))}|"
                );
        }

        static bool Number(string title) => title is not ("function" or "objects of" or "made as");
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static string Number(double value) =>
        Text(
            value switch
            {
                >= 100 => $"{value:#,0}",
                >= 10 => $"{value:0.0}",
                _ => $"{value:0.00}",
            }
        );

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
