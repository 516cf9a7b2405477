using Datalake.Testing.Processes;

namespace Datalake.Cli.Tests.Commands;

public sealed class SignalTests
{
    // The engine hands out rows once it has a megabyte of them; after them the engine looks for days for one more.
    private const string Query = "SELECT range AS n FROM range(1000000000000000) WHERE range < 300000 OR hash(range) = 42";

    [Theory(Timeout = Test.SafetyNet)]
    [InlineData(TestProcess.Interrupt)]
    [InlineData(TestProcess.Terminate)]
    public async Task A_signal_stops_a_query_that_runs_with_130_and_leaves_nothing_in_the_temporary_folder(int signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals.");
        using var lake = new CliLake();
        using var temporary = new TestFolder();
        Directory.CreateDirectory(lake.Root);
        var start = LakeProcess.Command("query", Query, "--format", "csv", "--root", lake.Root, "--datasets", lake.Datasets);
        start.Environment["TMPDIR"] = temporary.Path;
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        await using var process = TestProcess.Start(start);
        await process.Output.WaitForAsync(line => line == "1000\r", TestContext.Current.CancellationToken);
        Assert.NotEmpty(Directory.EnumerateFileSystemEntries(temporary.Path));

        process.Signal(signal);

        Assert.Equal(130, await process.Exited.WaitAsync(Test.Token));
        Assert.Contains(process.Errors.Lines, line => line.StartsWith("Stopped. ", StringComparison.Ordinal));
        Assert.Empty(Directory.EnumerateFileSystemEntries(temporary.Path));
    }
}
