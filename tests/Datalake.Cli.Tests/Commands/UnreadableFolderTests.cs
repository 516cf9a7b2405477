using Datalake.Testing.Processes;

namespace Datalake.Cli.Tests.Commands;

public sealed class UnreadableFolderTests : IDisposable
{
    private const UnixFileMode Open = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly CliLake lake = new();

    public void Dispose() => lake.Dispose();

    [Fact]
    public async Task A_folder_that_may_not_be_read_is_named_and_does_not_hide_the_others()
    {
        if (OperatingSystem.IsWindows())
        {
            MissingPart.Report("Windows has no Unix permissions: run the tests on Linux.");
            return;
        }

        lake.Amend("orders/{id}", "orders/{id*}");
        lake.Put("good", """{"id":"a","changed":"2026-01-02T00:00:00Z"}""");
        var folder = Directory.CreateDirectory(Path.Combine(lake.Root, "raw", "orders", "closed")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "x"), """{"id":"b","changed":"2026-01-02T00:00:00Z"}""", Test.Token);
        File.SetUnixFileMode(folder, UnixFileMode.None);

        var (code, output, errors) = await IngestAsync();
        File.SetUnixFileMode(folder, Open);

        Assert.Equal(3, code);
        Assert.Contains("\"delivered\":1,", output, StringComparison.Ordinal);
        Assert.Contains("orders/closed/ could not be read and is tried again by the next run: ", errors, StringComparison.Ordinal);
        var again = await IngestAsync();
        Assert.Equal(0, again.Code);
        Assert.Contains("\"delivered\":1,", again.Output, StringComparison.Ordinal);
    }

    /// <summary>Ingests as somebody whom permissions bind: root runs it without the right to pass them over.</summary>
    private async Task<(int Code, string Output, string Errors)> IngestAsync()
    {
        var start = LakeProcess.Command("ingest", "--format", "json", "--root", lake.Root, "--datasets", lake.Datasets);
        if (Environment.IsPrivilegedProcess)
        {
            var dotnet = start.FileName;
            start.FileName = MissingPart.Program("setpriv", "Install the package util-linux.");
            foreach (var argument in new[] { dotnet, "--bounding-set=-dac_override,-dac_read_search" })
                start.ArgumentList.Insert(0, argument);
        }

        await using var process = TestProcess.Start(start);
        var code = await process.Exited;
        return (code, process.Output.ToString(), process.Errors.ToString());
    }
}
