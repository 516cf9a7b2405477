using System.Diagnostics;

namespace Datalake.Cli.Tests.Commands.Aws;

public sealed class StartTests
{
    [Theory]
    [InlineData(true, "datasets")]
    [InlineData(true, "aws", "backfill", "--help")]
    [InlineData(false, "aws", "status", "--lake", "s3://b")]
    public async Task Nothing_of_aws_is_loaded_before_one_of_its_commands_runs(bool works, params string[] args)
    {
        // In a copy of the command whose AWS libraries are empty files: whoever loads one of them ends there.
        var folder = Directory.CreateTempSubdirectory("lake-start-tests-").FullName;
        try
        {
            foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory).Where(IsNeeded))
            {
                var copy = Path.Combine(folder, Path.GetFileName(file));
                if (IsOfAws(Path.GetFileName(file))) await File.WriteAllBytesAsync(copy, [], TestContext.Current.CancellationToken);
                else File.Copy(file, copy);
            }

            var start = new ProcessStartInfo("dotnet", [Path.Combine(folder, "lake.dll"), .. args])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
                WorkingDirectory = AppContext.BaseDirectory,
            };
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(works == (process.ExitCode == 0), $"{process.ExitCode}: {await error}");
            Assert.Equal(works, output.Length > 0);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static bool IsNeeded(string file) =>
        Path.GetExtension(file) is ".dll" || Path.GetFileName(file) is "lake.deps.json" or "lake.runtimeconfig.json";

    private static bool IsOfAws(string name) =>
        name.StartsWith("AWSSDK.", StringComparison.Ordinal)
        || name.StartsWith("Datalake.Aws", StringComparison.Ordinal)
        || name.StartsWith("Amazon.", StringComparison.Ordinal);
}
