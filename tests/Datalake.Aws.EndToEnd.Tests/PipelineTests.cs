using Datalake.Aws.Testing;
using Datalake.Cli.Generating;

namespace Datalake.Aws.EndToEnd.Tests;

public class PipelineTests(MotoFixture moto, PublishedFunctions functions)
{
    [Fact]
    public async Task Raw_orders_come_to_the_stage_as_the_lake_on_one_machine_would_bring_them()
    {
        await using var lake = await CloudLake.StartAsync("pipeline", moto, functions);
        await lake.StartPipelineAsync();
        var single = await Orders.MakeAsync(new CheckoutGeneratorOptions { Orders = 6, Seed = 11, Bad = 0.2 }, "a b+é-");
        var lines = await Orders.MakeAsync(new CheckoutGeneratorOptions { Orders = 40, Seed = 12, Bad = 0.05, PerObject = 30, Gzip = true });
        foreach (var (key, content) in single.Arrivals.Concat(lines.Arrivals)) await lake.PutAsync(lake.RawBucket, key, content);

        await lake.PumpAsync();

        Assert.Empty(lake.DeadLetters);
        var rows = (await lake.StagedAsync()).Select(Orders.RowOf).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(single.Rows.Concat(lines.Rows).Order(StringComparer.Ordinal), rows);
        Assert.Equal(single.Quarantined + lines.Quarantined, (await lake.KeysAsync("quarantine/checkout/")).Count);
        Assert.True(single.Quarantined > 0 && lines.Quarantined > 0, "The generated orders were to have bad ones among them.");
    }

    [Fact]
    public async Task An_order_that_changes_is_two_arrivals_and_two_rows()
    {
        await using var lake = await CloudLake.StartAsync("versions", moto, functions);
        await lake.StartPipelineAsync();
        var orders = await Orders.MakeAsync(new CheckoutGeneratorOptions { Orders = 3, Seed = 5 });
        foreach (var (key, content) in orders.Arrivals)
        {
            await lake.PutAsync(lake.RawBucket, key, content);
            await lake.PumpAsync();
        }

        Assert.Equal(orders.Rows.Count, (await lake.StagedAsync()).Count);
        Assert.True(orders.Rows.Count > 3, "Orders were to have several versions.");
    }
}
