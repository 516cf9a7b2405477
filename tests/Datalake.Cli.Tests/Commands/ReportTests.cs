namespace Datalake.Cli.Tests.Commands;

public sealed class ReportTests : IDisposable
{
    private readonly CliLake lake = new();

    public void Dispose() => lake.Dispose();

    [Fact]
    public async Task Validate_checks_reports_too()
    {
        var folder = Directory.CreateDirectory(Path.Combine(lake.Datasets, "orders", "reports")).FullName;
        await File.WriteAllTextAsync(
            Path.Combine(folder, "sales.json"), """{"title":"Sales","parts":[{"title":"All","view":"orders"}]}""", Test.Token);

        var good = await lake.RunAsync("datasets", "validate");
        await File.WriteAllTextAsync(
            Path.Combine(folder, "sales.json"), """{"title":"Sales","parts":[{"title":"All","sql":"SELECT nothing FROM orders"}]}""", Test.Token);
        var wrong = await lake.RunAsync("datasets", "validate");

        Assert.Contains("1 report without a problem: sales", good.Error, StringComparison.Ordinal);
        Assert.Equal(2, wrong.Code);
        Assert.Contains("$.parts[0].sql", wrong.Out, StringComparison.Ordinal);
        Assert.Contains("[report-sql]", wrong.Out, StringComparison.Ordinal);
    }
}
