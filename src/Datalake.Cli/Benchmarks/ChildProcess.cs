using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Datalake.Cli.Benchmarks.Lakes;
using Datalake.Cli.Benchmarks.Micro;

namespace Datalake.Cli.Benchmarks;

/// <summary>Runs jobs in processes of their own: this same command, with an argument that its help does not show.</summary>
internal static class ChildProcess
{
    /// <summary>The argument in front of a job.</summary>
    public const string JobOption = "--job";

    /// <summary>Runs a job.</summary>
    /// <param name="job">The job.</param>
    /// <param name="type">What it answers.</param>
    /// <param name="cancellation">Ends the process.</param>
    /// <exception cref="BenchException">It failed; the message has what it wrote.</exception>
    public static async Task<T> RunAsync<T>(BenchJob job, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        var start = CommandItself();
        start.ArgumentList.Add(BenchCommand.Name);
        start.ArgumentList.Add(JobOption);
        start.ArgumentList.Add(JsonSerializer.Serialize(job, BenchJson.Default.BenchJob));
        using var process = Process.Start(start) ?? throw new BenchException($"{start.FileName} could not be started.");
        try
        {
            var errors = process.StandardError.ReadToEndAsync(cancellation);
            var answer = await process.StandardOutput.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            return process.ExitCode == 0
                ? JsonSerializer.Deserialize(answer, type) ?? throw new BenchException($"{job.Title}: the process gave no answer.")
                : throw new BenchException($"{job.Title}: {(await errors).Trim()}");
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>What the process does: runs a job and writes the answer.</summary>
    /// <param name="job">The job as JSON.</param>
    /// <param name="output">Takes the answer.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task AnswerAsync(string job, TextWriter output, CancellationToken cancellation)
    {
        var answer = JsonSerializer.Deserialize(job, BenchJson.Default.BenchJob) switch
        {
            MicroJob micro => JsonSerializer.Serialize(MicroBench.Run(micro), BenchJson.Default.MicroResult),
            LakeJob lake => JsonSerializer.Serialize(await LakeRun.RunAsync(lake, cancellation), BenchJson.Default.LakeResult),
            _ => throw new BenchException("There is no such job."),
        };
        await output.WriteLineAsync(answer);
    }

    private static ProcessStartInfo CommandItself()
    {
        var start = new ProcessStartInfo { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        var self = Environment.ProcessPath ?? throw new BenchException("This process does not know its own path.");
        var command = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "lake.exe" : "lake");

        // The bench project and the tests carry the command beside them; a single file is the command.
        if (Path.GetFileNameWithoutExtension(self) == "dotnet")
        {
            start.FileName = self;
            start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "lake.dll"));
        }
        else
        {
            start.FileName = File.Exists(command) ? command : self;
        }

        return start;
    }
}
