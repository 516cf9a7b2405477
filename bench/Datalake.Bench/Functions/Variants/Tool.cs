using System.Diagnostics;

namespace Datalake.Bench.Functions.Variants;

/// <summary>Runs a program to its end.</summary>
internal static class Tool
{
    /// <summary>Runs it.</summary>
    /// <param name="program">Its name.</param>
    /// <param name="folder">Where it runs.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>Its exit code and all it wrote; -1 where there is no such program.</returns>
    public static async Task<(int Code, string Output)> RunAsync(
        string program, string folder, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program)
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        // What `dotnet run` tells its child is not meant for a build of this one.
        start.Environment.Remove("MSBuildSDKsPath");
        try
        {
            using var process = Process.Start(start) ?? throw new BenchException($"{program} did not start.");
            try
            {
                var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
                var error = process.StandardError.ReadToEndAsync(cancellationToken);
                await process.WaitForExitAsync(cancellationToken);
                return (process.ExitCode, await output + await error);
            }
            finally
            {
                if (!process.HasExited) process.Kill(entireProcessTree: true);
            }
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            return (-1, missing.Message);
        }
    }
}
