using System.Globalization;

namespace Datalake.Bench.Reporting;

/// <summary>The report for people: a table for each section, a column for each case.</summary>
internal static class TableReport
{
    private const string Gap = "  ";

    /// <summary>Writes a report.</summary>
    public static void Write(BenchReport report, TextWriter output)
    {
        var machine = report.Machine;
        output.WriteLine($"{machine.System}, {machine.Processors} processors, {machine.Runtime}, {machine.Build} build");
        if (machine is { LoadBefore: { } before, LoadAfter: { } after })
        {
            output.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"load {before:0.0} before, {after:0.0} after; {report.Seconds:0} s in all; MB are 1,000,000 bytes of raw data; median round (best round)"
                )
            );
        }

        foreach (var section in report.Figures.GroupBy(figure => figure.Section, StringComparer.Ordinal))
            WriteSection(section.Key, [.. section], output);
        if (report.Differences.Count == 0) output.WriteLine("\nEverything that must add up does.");
    }

    private static void WriteSection(string title, IReadOnlyList<Figure> figures, TextWriter output)
    {
        var cases = figures.Select(figure => figure.Case).Distinct(StringComparer.Ordinal).ToArray();
        var rows = figures.GroupBy(figure => (figure.Name, figure.Unit))
            .Select(row =>
                cases
                    .Select(name => row.FirstOrDefault(figure => figure.Case == name) is { } figure ? Text(figure) : string.Empty)
                .Prepend(row.Key.Unit.Length == 0 ? row.Key.Name : $"{row.Key.Name}, {row.Key.Unit}").ToArray())
            .Prepend([string.Empty, .. cases])
            .ToArray();
        var widths = Enumerable.Range(0, cases.Length + 1).Select(column => rows.Max(row => row[column].Length)).ToArray();
        output.WriteLine();
        output.WriteLine(title);
        foreach (var row in rows)
        {
            output.WriteLine(
                string.Join(Gap, row.Select((cell, column) => column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column]))));
        }
    }

    private static string Text(Figure figure) => figure.Best is { } best ? $"{Text(figure.Value)} ({Text(best)})" : Text(figure.Value);

    private static string Text(double value) =>
        value.ToString(
            Math.Abs(value) >= 100 || value == Math.Floor(value) ? "#,0"
                : Math.Abs(value) >= 10 ? "0.0"
                : "0.00",
            CultureInfo.InvariantCulture
        );
}
