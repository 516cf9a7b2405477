using System.CommandLine;
using System.Text.Json;
using Datalake.Cli.Benchmarks.Reporting;
using Datalake.Cli.Commands;
using Datalake.Cli.Output;

namespace Datalake.Cli.Benchmarks;

/// <summary>The command <c>lake bench</c>.</summary>
internal static class BenchCommand
{
    public const string Name = "bench";

    private const int MostMegabytes = 1 << 20;

    private static readonly string[] Columns = ["section", "case", "figure", "value", "unit", "best"];

    /// <summary>The command.</summary>
    /// <param name="options">The options of every command.</param>
    /// <param name="io">What it talks to.</param>
    public static Command Create(GlobalOptions options, CommandIo io)
    {
        var quick = new Option<bool>("--quick") { Description = "Little data and few rounds: half a minute instead of minutes, and rougher figures." };
        var megabytes = Options.OptionalNumber(
            "--megabytes", "N", "Megabytes of raw data in a lake of 20 KB records; the other lakes grow or shrink along. [default: 600, quick 80]", 1, MostMegabytes);
        var only = Options.OptionalWord<BenchPart>("--only", "Only the single steps in memory, or only the lakes.");
        var job = new Option<string?>(ChildProcess.JobOption) { Hidden = true };
        var command = new Command(Name, "Measures the lake on this machine: single steps and whole runs, as MB/s and as ratios.") { quick, megabytes, only, job };
        command.SetAction(async (parsed, cancellation) =>
        {
            try
            {
                if (parsed.GetValue(job) is { } asked)
                {
                    await ChildProcess.AnswerAsync(asked, io.Out, cancellation);
                    return ExitCode.Done;
                }

                var plan = BenchPlan.Create(parsed.GetValue(quick), parsed.GetValue(megabytes), parsed.GetValue(only));
                return await RunAsync(plan, options.DatasetsOf(parsed), parsed.GetValue(options.Format), io, cancellation);
            }
            catch (BenchException failure)
            {
                await io.Error.WriteLineAsync(failure.Message);
                return ExitCode.Failed;
            }
        });
        return command;
    }

    private static async Task<int> RunAsync(BenchPlan plan, string datasets, ResultFormat format, CommandIo io, CancellationToken cancellation)
    {
        var report = await new BenchRun(datasets, io.Error).RunAsync(plan, cancellation);
        await WriteAsync(report, format, io.Out);
        await io.Out.FlushAsync(cancellation);
        foreach (var difference in report.Differences) await io.Error.WriteLineAsync($"DOES NOT ADD UP: {difference}");
        if (report.Machine.IsDebug)
        {
            await io.Error.WriteLineAsync(
                """

                ****************************************************************************************
                THIS IS A DEBUG BUILD. The figures above say nothing about the lake; do not quote them.
                Run  dotnet run -c Release --project bench/Datalake.Bench  instead.
                ****************************************************************************************
                """);
        }

        return report.Differences.Count == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private static async Task WriteAsync(BenchReport report, ResultFormat format, TextWriter output)
    {
        switch (format)
        {
            case ResultFormat.Table:
                TableReport.Write(report, output);
                break;
            case ResultFormat.Json:
                await output.WriteLineAsync(JsonSerializer.Serialize(report, BenchJson.Default.BenchReport));
                break;
            default:
                RowWriter.Create(format, output).WriteAll(Columns, report.Figures.Select(IReadOnlyList<object?> (figure) => [figure.Section, figure.Case, figure.Name, figure.Value, figure.Unit, figure.Best]));
                break;
        }
    }
}
