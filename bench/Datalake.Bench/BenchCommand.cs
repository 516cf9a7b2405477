using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Datalake.Bench.Functions;
using Datalake.Bench.Reporting;

namespace Datalake.Bench;

/// <summary>The command line of the bench: a lake on this machine, or with <c>functions</c> the AWS functions.</summary>
internal static class BenchCommand
{
    /// <summary>Everything was measured, and all of it adds up.</summary>
    public const int Done = 0;

    /// <summary>Something does not add up or could not be run; the figures must not be believed.</summary>
    public const int Failed = 3;

    private const int MaximumMegabytes = 1 << 20;

    /// <summary>The command.</summary>
    /// <param name="output">Receives the report.</param>
    /// <param name="progress">Receives progress and errors.</param>
    public static RootCommand Create(TextWriter output, TextWriter progress)
    {
        var quick = new Option<bool>("--quick")
        {
            Description = "Little data and few rounds: half a minute instead of minutes, and rougher figures.",
        };
        var megabytes = new Option<int?>("--megabytes")
        {
            Description =
                "Megabytes of raw data in a lake of 20 KB records; the other lakes grow or shrink along. [default: 600, quick 80]",
            HelpName = "N",
        };
        megabytes.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 1 or > MaximumMegabytes)
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"--megabytes must lie between 1 and {MaximumMegabytes}."));
        });
        var only = new Option<BenchPart?>("--only")
        {
            Description = "Only the single steps in memory, only writing stage files, only the lakes, only the lake with a backlog, only work on large tables, or only the server.",
            HelpName = "micro|stage|lake|backlog|table|serve",
        };
        var lake = new Option<string?>("--lake")
        {
            Description = "The folder of a published command lake to measure. [default: that of this repository, published first]",
            HelpName = "DIR",
        };
        var json = new Option<bool>("--json") { Description = "Write the report as JSON." };
        var job = new Option<string?>(ChildProcess.JobOption) { Hidden = true };
        var command = new RootCommand("Measures the lake on this machine: single steps and whole runs, as MB/s and as ratios.")
        {
            quick, megabytes, only, lake, json, job, FunctionsCommand.Create(output, progress),
        };
        command.SetAction((parsed, cancellationToken) => WithFailuresAsync(progress, async () =>
        {
            if (parsed.GetValue(job) is { } asked)
            {
                await ChildProcess.AnswerAsync(asked, output, cancellationToken);
                return Done;
            }

            var plan = BenchPlan.Create(parsed.GetValue(quick), parsed.GetValue(megabytes), parsed.GetValue(only));
            var bench = new BenchRun(Path.Combine(Repository.Root, "datasets"), progress, parsed.GetValue(lake));
            var report = await bench.RunAsync(plan, cancellationToken);
            if (parsed.GetValue(json)) await output.WriteLineAsync(JsonSerializer.Serialize(report, BenchJson.Default.BenchReport));
            else TableReport.Write(report, output);
            return await VerdictAsync(report, progress);
        }));
        return command;
    }

    /// <summary>Runs a command; what it could not measure becomes a message and an exit code.</summary>
    /// <param name="progress">Receives the message.</param>
    /// <param name="run">The command; returns its exit code.</param>
    public static async Task<int> WithFailuresAsync(TextWriter progress, Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (BenchException failure)
        {
            await progress.WriteLineAsync(failure.Message);
            return Failed;
        }
    }

    private static async Task<int> VerdictAsync(BenchReport report, TextWriter progress)
    {
        foreach (var difference in report.Differences) await progress.WriteLineAsync($"DOES NOT ADD UP: {difference}");
        if (report.Machine.IsDebug)
        {
            await progress.WriteLineAsync(
                """

                ****************************************************************************************
                THIS IS A DEBUG BUILD. The figures above say nothing about the lake; do not quote them.
                Run  dotnet run -c Release --project bench/Datalake.Bench  instead.
                ****************************************************************************************
                """);
        }

        return report.Differences.Count == 0 ? Done : Failed;
    }
}
