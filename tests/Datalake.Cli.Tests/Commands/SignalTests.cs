using System.Diagnostics;

namespace Datalake.Cli.Tests.Commands;

public sealed class SignalTests
{
    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_signal_stops_a_query_that_runs_with_130(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are sent with kill.");
        using var lake = new CliLake();
        Directory.CreateDirectory(lake.Root);
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "lake.dll"), "query", "SELECT sum(hash(a.range * b.range)) FROM range(1000000) a, range(1000000) b",
            "--root", lake.Root, "--datasets", lake.Datasets,
        ];
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        var temporary = Directory.CreateDirectory(Path.Combine(lake.Folder, "tmp")).FullName;
        start.Environment["TMPDIR"] = temporary;
        using var process = Process.Start(start)!;
        try
        {
            // The engine's folder appears when the query begins.
            for (var waited = 0; waited < 300 && Directory.GetDirectories(temporary, "datalake-*").Length == 0; waited++) await Task.Delay(100, TestContext.Current.CancellationToken);
            await Task.Delay(1000, TestContext.Current.CancellationToken);
            using (var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"])) await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
            Assert.Equal(130, process.ExitCode);
            Assert.Contains("Stopped.", await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
            Assert.Empty(Directory.GetDirectories(temporary, "datalake-*"));
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }
}
