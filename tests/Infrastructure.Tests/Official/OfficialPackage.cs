using System.Diagnostics;
using Datalake.Infrastructure.Tests.Stack;

namespace Datalake.Infrastructure.Tests.Official;

/// <summary>Runs scripts against the official npm packages, which the build of sdk/Pulumi.Aws has put there.</summary>
internal static class OfficialPackage
{
    private static readonly string Generator = Path.Combine(StackRoot.Repository, "sdk", "Pulumi.Aws", "generator");
    private static readonly string Scripts = Path.Combine(StackRoot.Repository, "tests", "Infrastructure.Tests", "Official");

    /// <summary>Runs a script on documents.</summary>
    /// <param name="script">The script's name.</param>
    /// <param name="documents">The documents.</param>
    /// <returns>The exit code and what it printed.</returns>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(string script, params string[] documents)
    {
        var folder = Directory.CreateTempSubdirectory("pulumi-");
        try
        {
            var start = new ProcessStartInfo("node")
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            start.ArgumentList.Add(Path.Combine(Scripts, script));
            start.ArgumentList.Add(Generator);
            for (var i = 0; i < documents.Length; i++)
            {
                var file = Path.Combine(folder.FullName, $"document{i}.yaml");
                await File.WriteAllTextAsync(file, documents[i], TestContext.Current.CancellationToken);
                start.ArgumentList.Add(file);
            }

            return await RunAsync(start);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(ProcessStartInfo start)
    {
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (process.ExitCode, await output, await error);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            MissingPart.Report("Node.js 20+ is not on the PATH; install it.");
            throw;
        }
    }
}
