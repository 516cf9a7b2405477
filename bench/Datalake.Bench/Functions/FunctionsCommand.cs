using System.CommandLine;
using Datalake.Bench.Functions.Reporting;
using Datalake.Bench.Functions.Variants;

namespace Datalake.Bench.Functions;

/// <summary>The command <c>functions</c> of the bench.</summary>
internal static class FunctionsCommand
{
    private static readonly string[] Names = [.. FunctionKind.Names, .. Variant.Names, .. FunctionsPart.Names];

    /// <summary>The command.</summary>
    /// <param name="output">Receives the report.</param>
    /// <param name="progress">Receives progress and errors.</param>
    public static Command Create(TextWriter output, TextWriter progress)
    {
        var only = new Option<string[]>("--only")
        {
            Description = $"Only what is named: {string.Join(", ", Names)}.",
            HelpName = "NAME",
            DefaultValueFactory = _ => [],
            AllowMultipleArgumentsPerToken = true,
        };
        only.AcceptOnlyFromAmong(Names);
        var starts = new Option<int>("--starts")
        {
            Description = "How often each function is started.",
            HelpName = "N",
            DefaultValueFactory = _ => new FunctionsOptions().Starts,
        };
        starts.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1) result.AddError("--starts must be at least 1.");
        });
        var seconds = new Option<double>("--seconds")
        {
            Description = "How long each function is measured with each kind of object.",
            HelpName = "S",
            DefaultValueFactory = _ => new FunctionsOptions().Seconds,
        };
        seconds.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (> 0 and <= 3600)) result.AddError("--seconds must be above 0 and at most 3600.");
        });
        var folder = new Option<string?>("--functions")
        {
            Description = "Keep the published functions in this folder, and take those that are there already, however old.",
            HelpName = "DIR",
        };
        var command = new Command(
            "functions", "Measures the AWS functions on this machine: starts, throughput, memory, against functions in Python.")
        {
            only, starts, seconds, folder,
        };
        command.SetAction((parsed, cancellationToken) => BenchCommand.WithFailuresAsync(progress, async () =>
        {
            var options = new FunctionsOptions
            {
                Only = parsed.GetValue(only) ?? [],
                Starts = parsed.GetValue(starts),
                Seconds = parsed.GetValue(seconds),
                Functions = parsed.GetValue(folder),
            };
            var report = await new FunctionsRun(options, progress).RunAsync(cancellationToken);
            ReportWriter.Write(report, output);
            return report.Differences.Count == 0 ? BenchCommand.Done : BenchCommand.Failed;
        }));
        return command;
    }
}
