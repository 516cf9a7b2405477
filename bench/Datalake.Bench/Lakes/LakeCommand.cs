using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Datalake.Bench.Functions.Variants;
using Datalake.Embedded;
using Datalake.Embedded.Storage;

namespace Datalake.Bench.Lakes;

/// <summary>
/// The command <c>lake</c> as users run it, published and compiled ahead, in turns with DuckDB alone on what it structured: whole
/// processes, from their start to their end.
/// </summary>
/// <param name="program">The program; it is run by <c>dotnet</c> where it is a .dll.</param>
internal sealed class LakeCommand(string program)
{
    /// <summary>Publishes the command of this repository.</summary>
    /// <param name="folder">Receives it.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="BenchException">It cannot be published; the message has what the build wrote.</exception>
    public static async Task<LakeCommand> PublishAsync(string folder, CancellationToken cancellationToken)
    {
        string[] build = ["publish", "src/Datalake.Cli", "-o", folder, "-nodeReuse:false", "-p:UseSharedCompilation=false", "-v", "quiet"];
        var (code, output) = await Tool.RunAsync("dotnet", Repository.Root, build, cancellationToken);
        return code == 0
            ? InFolder(folder)
            : throw new BenchException($"The command lake cannot be published. Publish it yourself and name its folder with --lake. {output.Trim()}");
    }

    /// <summary>The command in a folder that it was published to.</summary>
    /// <exception cref="BenchException">It is not there.</exception>
    public static LakeCommand InFolder(string folder)
    {
        string[] names = ["lake", "lake.exe", "lake.dll"];
        var program = names.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        return program is null ? throw new BenchException($"{folder} holds no command lake.") : new LakeCommand(program);
    }

    /// <summary>Runs a lake of its own from the raw files of a lake, and DuckDB alone after it.</summary>
    /// <param name="job">The lake; its raw files are linked, so that both lakes read the same bytes of the disk.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="BenchException">One of them failed.</exception>
    public async Task<LakeCommandResult> RunAsync(LakeJob job, CancellationToken cancellationToken)
    {
        var root = job.Root + "-command";
        try
        {
            Link(new LakeFolder(job.Root).Raw, new LakeFolder(root).Raw);
            var (written, time) = await RunAsync(root, job.Datasets, cancellationToken);
            var engine = await ChildProcess.RunAsync(
                new EngineLakeJob { Name = job.Name, RecordSize = job.RecordSize, Datasets = job.Datasets, Root = root },
                BenchJson.Default.EngineLakeResult,
                cancellationToken);
            return new LakeCommandResult(time, written, engine);
        }
        finally
        {
            if (Directory.Exists(root)) Directory.Delete(root, recursive: true);
        }
    }

    private async Task<(long Written, PhaseTime Time)> RunAsync(string root, string datasets, CancellationToken cancellationToken)
    {
        string[] arguments = ["run", "--all", "--format", "json", "--root", root, "--datasets", datasets];
        var isLibrary = program.EndsWith(".dll", StringComparison.Ordinal);
        var before = EndedProcesses.ReadSeconds();
        var start = Stopwatch.GetTimestamp();
        var (code, output) = await Tool.RunAsync(
            isLibrary ? "dotnet" : program, root, isLibrary ? arguments.Prepend(program) : arguments, cancellationToken);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        if (code != 0) throw new BenchException($"{program} run ended with code {code.ToString(CultureInfo.InvariantCulture)}: {output.Trim()}");

        // Progress follows the result.
        const string End = "\n]";
        using var result = JsonDocument.Parse(output[..(output.IndexOf(End, StringComparison.Ordinal) + End.Length)]);
        return (
            result.RootElement[0].GetProperty("written").GetInt64(),
            new PhaseTime(seconds, EndedProcesses.ReadSeconds() - before ?? 0));
    }

    private static void Link(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            if (!LocalFileSystem.Instance.LinkFile(file, target)) throw new BenchException($"{file} cannot be linked to {target}.");
        }
    }
}

/// <summary>What the command took, and DuckDB alone after it.</summary>
/// <param name="Run">The process of <c>lake run</c>; its processor time is 0 where the system does not keep count of it.</param>
/// <param name="Written">Rows that it wrote.</param>
/// <param name="Engine">DuckDB alone.</param>
internal sealed record LakeCommandResult(PhaseTime Run, long Written, EngineLakeResult Engine);
