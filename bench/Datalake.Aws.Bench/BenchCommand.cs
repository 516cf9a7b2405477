using System.CommandLine;
using Datalake.Aws.Bench.Measuring;
using Datalake.Aws.Bench.Reporting;
using Datalake.Aws.Bench.Variants;

namespace Datalake.Aws.Bench;

/// <summary>The command line of the bench.</summary>
internal static class BenchCommand
{
    private static readonly string[] Names = [.. FunctionKind.Names, .. Variant.Names, .. BenchPart.Names];

    /// <summary>The command.</summary>
    /// <param name="output">Takes the report.</param>
    /// <param name="progress">Takes what is going on.</param>
    public static RootCommand Create(TextWriter output, TextWriter progress)
    {
        var only = new Option<string[]>("--only")
        {
            Description = $"Only what is named: {string.Join(", ", Names)}.", HelpName = "NAME", DefaultValueFactory = _ => [], AllowMultipleArgumentsPerToken = true,
        };
        only.AcceptOnlyFromAmong(Names);
        var starts = new Option<int>("--starts") { Description = "How often each function is started.", HelpName = "N", DefaultValueFactory = _ => new BenchOptions().Starts };
        starts.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1) result.AddError("--starts must be at least 1.");
        });
        var seconds = new Option<double>("--seconds")
        {
            Description = "How long each function is measured with each kind of object.", HelpName = "S", DefaultValueFactory = _ => new BenchOptions().Seconds,
        };
        seconds.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (> 0 and <= 3600)) result.AddError("--seconds must be above 0 and at most 3600.");
        });
        var functions = new Option<string?>("--functions")
        {
            Description = "Keep the published functions in this folder, and take those that are there already, however old.", HelpName = "DIR",
        };
        var command = new RootCommand("Measures the AWS functions on this machine: starts, throughput, memory, against functions in Python.") { only, starts, seconds, functions };
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = new BenchOptions
            {
                Only = parsed.GetValue(only) ?? [],
                Starts = parsed.GetValue(starts),
                Seconds = parsed.GetValue(seconds),
                Functions = parsed.GetValue(functions),
            };
            try
            {
                var report = await new BenchRun(options, progress).RunAsync(cancellation);
                ReportWriter.Write(report, output);
                return report.Differences.Count == 0 ? 0 : 3;
            }
            catch (BenchException failure)
            {
                await progress.WriteLineAsync(failure.Message);
                return 3;
            }
        });
        return command;
    }
}
