using Datalake.Embedded.Tests.Checking;

namespace Datalake.Embedded.Tests.Simulation;

public sealed class LakeSimulationTests : IDisposable
{
    private readonly TestFolder folder = new(inMemory: true);

    public LakeSimulationTests() => folder.Write("datasets/orders/dataset.json", Contracts.Orders);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Wherever_the_disk_fails_or_the_program_stops_each_acknowledged_row_is_in_every_later_version_once()
    {
        var crashes = 0;
        await SeedRun.RunAsync(
            async seed =>
            {
                var simulation = new LakeSimulation(folder.Path, folder["datasets"], seed);
                await simulation.RunAsync();
                Interlocked.Add(ref crashes, simulation.Crashes);
            },
            maximum: 2000, TimeSpan.FromSeconds(20));
        TestContext.Current.TestOutputHelper?.WriteLine($"{crashes} crashes");
    }
}
