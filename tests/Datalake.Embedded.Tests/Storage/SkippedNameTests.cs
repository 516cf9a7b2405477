using System.Diagnostics;
using System.Net.Sockets;
using Datalake.Embedded.Storage;
using Datalake.Embedded.Tests.Checking;
using Datalake.Storage;

namespace Datalake.Embedded.Tests.Storage;

/// <summary>
/// What lies in the raw folder and is no file, or cannot be reached, is reported and keeps nothing else from being taken.
/// </summary>
public sealed class SkippedNameTests : IDisposable
{
    private readonly TestLake lake = new();

    public SkippedNameTests()
    {
        if (!OperatingSystem.IsLinux())
            MissingPart.Report("Pipes and names that are not UTF-8 are distinguished on Linux: run the tests on Linux.");
        lake.Drop("orders/good", Contracts.Order("1", "2026-11-19T10:00:00Z"));
    }

    public void Dispose() => lake.Dispose();

    [Fact(Timeout = Test.SafetyNet)]
    public async Task Pipes_and_sockets_are_neither_waited_for_nor_read()
    {
        Shell("mkfifo orders/pipe");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(lake.PathOf("raw/orders/socket")));

        var report = await lake.IngestAsync().WaitAsync(TestContext.Current.CancellationToken);

        Assert.Equal((1, 1, 2, 0), (report.Found, report.Delivered, report.Skipped, report.Failures.Count));
        Assert.Equal([("orders/pipe", FileKind.NoFile), ("orders/socket", FileKind.NoFile)], report.SkippedNames.Order());
        Assert.Equal((0, 2), await lake.StatusAsync() is var status ? (status.Differences.Count, status.Skipped) : default);
    }

    [Fact(Timeout = Test.SafetyNet)]
    public async Task A_pipe_that_came_since_the_listing_is_not_opened()
    {
        Shell("mkfifo orders/pipe");
        var store = new FileObjectStore(lake.PathOf("raw"), syncsWriters: false);

        var failure = await Assert.ThrowsAsync<ObjectStoreException>(() =>
            store.OpenAsync("orders/pipe", TestContext.Current.CancellationToken).AsTask().WaitAsync(Test.Token)
        );

        Assert.StartsWith("Cannot read orders/pipe: It is a pipe", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Links_are_reported()
    {
        File.CreateSymbolicLink(lake.PathOf("raw/orders/link"), lake.PathOf("raw/orders/good"));

        var report = await lake.IngestAsync();

        Assert.Equal((1, 0), (report.Delivered, report.Failures.Count));
        Assert.Equal("orders/link", Assert.Single(report.SkippedNames).Name);
    }

    [Fact]
    public async Task Names_that_are_not_utf8_are_failures_of_their_own_until_they_are_renamed()
    {
        Shell(
            "for name in '\\351' '\\352'; do cp orders/good \"orders/$(printf $name)\"; mkdir \"orders/folder$(printf $name)\"; cp orders/good \"orders/folder$(printf $name)/x\"; done"
        );

        var report = await lake.IngestAsync();

        Assert.Equal((1, 0, 4), (report.Delivered, report.Quarantined, report.Failures.Count));
        Assert.All(report.Failures, failure => Assert.Contains("not UTF-8", failure.Reason, StringComparison.Ordinal));
        Assert.Empty((await lake.StatusAsync()).Differences);

        Shell(
            "for name in '\\351' '\\352'; do mv \"orders/$(printf $name)\" orders/f$((n+=1)); mv \"orders/folder$(printf $name)\" orders/g$n; done"
        );
        Assert.Equal((4, 0), await lake.IngestAsync() is var again ? (again.Delivered, again.Failures.Count) : default);
    }

    [Fact]
    public async Task A_key_with_the_replacement_character_itself_is_a_bad_key()
    {
        lake.Drop("orders/\uFFFD", Contracts.Order("2", "2026-11-19T10:00:00Z"));

        Assert.Equal((1, 1), await lake.IngestAsync() is var report ? (report.Delivered, report.Quarantined) : default);

        Assert.Equal("bad-key", Assert.Single(await lake.QuarantineAsync()).Rule);
        Assert.Empty((await lake.StatusAsync()).Differences);
    }

    private void Shell(string script)
    {
        using var process = Process.Start(
            new ProcessStartInfo("sh", ["-ec", script]) { WorkingDirectory = lake.PathOf("raw"), UseShellExecute = false })!;
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
