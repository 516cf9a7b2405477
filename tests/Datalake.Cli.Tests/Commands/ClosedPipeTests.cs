using System.Diagnostics;

namespace Datalake.Cli.Tests.Commands;

public sealed class ClosedPipeTests
{
    [Theory(Timeout = Test.SafetyNet)]
    [InlineData("table")]
    [InlineData("csv")]
    [InlineData("json")]
    public async Task A_query_ends_quietly_when_nobody_reads_on(string format)
    {
        using var lake = new CliLake();
        Directory.CreateDirectory(lake.Root);
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments =
        [
            // To its end it would take hours.
            Path.Combine(AppContext.BaseDirectory, "lake.dll"), "query", "SELECT range AS n FROM range(1000000000000)",
            "--format", format, "--root", lake.Root, "--datasets", lake.Datasets,
        ];
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        try
        {
            Assert.NotNull(await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
            process.StandardOutput.Close();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, process.ExitCode);
            Assert.Empty(await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }
}
