using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Datalake.Bench.Lakes;
using Datalake.Bench.Micro;
using Datalake.Bench.Serving;
using Datalake.Bench.StageFiles;
using Datalake.Bench.Tables;

namespace Datalake.Bench;

/// <summary>Runs jobs in processes of their own: this same program, with an option that its help does not show.</summary>
internal static class ChildProcess
{
    /// <summary>The option in front of a job.</summary>
    public const string JobOption = "--job";

    /// <summary>Runs a job.</summary>
    /// <param name="job">The job.</param>
    /// <param name="type">What it answers.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="BenchException">It failed; the message has what it wrote.</exception>
    public static async Task<T> RunAsync<T>(BenchJob job, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var start = BenchItself();
        start.ArgumentList.Add(JobOption);
        start.ArgumentList.Add(JsonSerializer.Serialize(job, BenchJson.Default.BenchJob));
        using var process = Process.Start(start) ?? throw new BenchException($"{start.FileName} could not be started.");
        try
        {
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            var answer = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
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
    /// <param name="output">Receives the answer.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public static async Task AnswerAsync(string job, TextWriter output, CancellationToken cancellationToken)
    {
        var answer = JsonSerializer.Deserialize(job, BenchJson.Default.BenchJob) switch
        {
            MicroJob micro => JsonSerializer.Serialize(MicroBench.Run(micro), BenchJson.Default.MicroResult),
            StageFileJob stage => JsonSerializer.Serialize(StageFileBench.Run(stage), BenchJson.Default.StageFileResult),
            EngineLakeJob lake => JsonSerializer.Serialize(EngineLake.Run(lake), BenchJson.Default.EngineLakeResult),
            TableJob table => JsonSerializer.Serialize(await TableRun.RunAsync(table, cancellationToken), BenchJson.Default.TableResult),
            ServerJob server => JsonSerializer.Serialize(
                await ServedLake.RunAsync(server, output, Console.In, cancellationToken), BenchJson.Default.ServedAddress),
            LakeJob lake => JsonSerializer.Serialize(await LakeRun.RunAsync(lake, cancellationToken), BenchJson.Default.LakeResult),
            _ => throw new BenchException("There is no such job."),
        };
        await output.WriteLineAsync(answer);
    }

    /// <summary>How this program is started once more.</summary>
    public static ProcessStartInfo BenchItself()
    {
        var start = new ProcessStartInfo { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        var bench = Path.Combine(AppContext.BaseDirectory, typeof(ChildProcess).Assembly.GetName().Name!);
        var program = OperatingSystem.IsWindows() ? bench + ".exe" : bench;
        start.FileName = File.Exists(program) ? program : "dotnet";
        if (start.FileName == "dotnet") start.ArgumentList.Add(bench + ".dll");
        return start;
    }
}
