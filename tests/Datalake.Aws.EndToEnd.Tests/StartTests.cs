using Datalake.Aws.Testing.Functions;
using Datalake.Aws.Testing.RuntimeApi;

namespace Datalake.Aws.EndToEnd.Tests;

public class StartTests(PublishedFunctions functions)
{
    [Theory]
    [InlineData("StructureRaw", "DATALAKE_CONTRACTS", "DATALAKE_LAKE_BUCKET", "DATALAKE_DATASET", "DATALAKE_RAW_BUCKET")]
    [InlineData("DeliverToFirehoseProxy", "DATALAKE_CONTRACTS", "DATALAKE_LAKE_BUCKET", "DATALAKE_DELIVERY_STREAMS")]
    [InlineData(
        "SubmitPartitionRoutineCluster",
        "DATALAKE_CONTRACTS",
        "DATALAKE_LAKE_BUCKET",
        "DATALAKE_JOB_URI",
        "DATALAKE_CLUSTER_RELEASE",
        "DATALAKE_CLUSTER_SUBNETS"
    )]
    public async Task A_function_without_its_environment_says_all_it_lacks_and_does_not_start(string function, params string[] names)
    {
        await using var host = await RuntimeApiHost.StartAsync();
        await using var process = FunctionProcess.Start(new FunctionStart(functions.PathOf(function)), host);
        var error = await host.InitError.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal("SettingsException", error.ErrorType);
        foreach (var name in names) Assert.Contains($"{name} is not set", error.ErrorMessage, StringComparison.Ordinal);
        Assert.NotEqual(0, await process.Exited.WaitAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_contract_that_is_not_there_or_invalid_is_named()
    {
        var contract = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(contract, """{"name":"Checkout!"}""", TestContext.Current.CancellationToken);
            await using var host = await RuntimeApiHost.StartAsync();
            var environment = new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["DATALAKE_CONTRACTS"] = $"{contract},/nowhere/dataset.json",
                ["DATALAKE_LAKE_BUCKET"] = "lake",
                ["DATALAKE_DATASET"] = "checkout",
                ["DATALAKE_RAW_BUCKET"] = "raw",
            };
            await using var process = FunctionProcess.Start(
                new FunctionStart(functions.PathOf("StructureRaw")) { Environment = environment }, host);
            var error = await host.InitError.WaitAsync(TestContext.Current.CancellationToken);
            Assert.Contains("/nowhere/dataset.json", error.ErrorMessage, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(contract);
        }
    }
}
