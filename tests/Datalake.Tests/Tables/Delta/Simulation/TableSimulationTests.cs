using Datalake.Testing.Stores;

namespace Datalake.Tests.Tables.Delta.Simulation;

public class TableSimulationTests
{
    [Fact]
    public async Task Whatever_fails_between_programs_each_acknowledged_row_is_in_every_later_version_once() =>
        await SeedRun.RunAsync(
            async seed => await new TableSimulation(seed).RunAsync(programs: 1 + (seed & 3), operations: 6),
            maximum: 20_000, TimeSpan.FromSeconds(25));

    [Theory]
    [InlineData(StoreFault.Fails)]
    [InlineData(StoreFault.LosesAnswer)]
    [InlineData(StoreFault.RepeatsPut)]
    [InlineData(StoreFault.RefusesPut)]
    [InlineData(StoreFault.ArrivesLate)]
    [InlineData(StoreFault.DiesBefore)]
    [InlineData(StoreFault.DiesAfter)]
    public async Task A_fault_at_any_single_call_leaves_a_table_that_ends_the_same(StoreFault fault) => await Task.Run(
        async () =>
        {
            var calls = await new TableSimulation(5, (-1, fault)).RunAsync(programs: 2, operations: 6);
            Assert.InRange(calls, 60, 2000);
            for (var call = 0; call < calls; call++) await new TableSimulation(5, (call, fault)).RunAsync(programs: 2, operations: 6);
        },
        Test.Token);
}
