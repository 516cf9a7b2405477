using System.Text;
using Datalake.Aws.Testing;
using Datalake.Aws.Testing.Faults;
using Datalake.Generator;

namespace Datalake.Aws.EndToEnd.Tests;

public class PipelineTests(MotoFixture moto, PublishedFunctions functions)
{
    [Fact]
    public async Task Raw_orders_come_to_the_stage_as_the_lake_on_one_machine_would_bring_them()
    {
        await using var lake = await CloudLake.StartAsync("pipeline", moto, functions);
        await lake.StartPipelineAsync();
        var single = await Orders.MakeAsync(new CheckoutGeneratorOptions { Orders = 6, Seed = 11, Bad = 0.2 }, "a b+é-");
        var lines = await Orders.MakeAsync(
            new CheckoutGeneratorOptions
            {
                Orders = 40,
                Seed = 12,
                Bad = 0.05,
                PerObject = 30,
                Gzip = true,
            }
        );
        foreach (var (key, content) in single.Arrivals.Concat(lines.Arrivals)) await lake.PutAsync(lake.RawBucket, key, content);

        await lake.PumpAsync();

        Assert.Empty(lake.DeadLetters);
        var rows = (await lake.StagedAsync()).Select(Orders.RowOf).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(single.Rows.Concat(lines.Rows).Order(StringComparer.Ordinal), rows);
        var quarantined = 0;
        foreach (var key in await lake.KeysAsync("quarantine/checkout/"))
            quarantined += (await lake.ReadAsync(key)).Count(character => character == '\n');
        Assert.Equal(single.Quarantined + lines.Quarantined, quarantined);
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

    [Fact]
    public async Task A_hundred_thousand_bad_records_in_each_function_are_done_in_a_minute_of_its_time_though_a_call_takes_20_ms()
    {
        const int Bad = 100_000;
        await using var lake = await CloudLake.StartAsync("bad", moto, functions);
        await lake.StartPipelineAsync();
        lake.FunctionTime = TimeSpan.FromMinutes(1);
        lake.Proxy.Latency = TimeSpan.FromMilliseconds(20);
        var orders = await Orders.MakeAsync(new CheckoutGeneratorOptions { Orders = 3, Seed = 31, PerObject = 100 });
        var (key, good) = Assert.Single(orders.Arrivals);
        var broken = string.Concat(Enumerable.Repeat("{broken\n", Bad));
        var withoutIdentity = string.Concat(Enumerable.Repeat("{\"Value\":1}\n", Bad));
        await lake.PutAsync(lake.RawBucket, key, [.. Encoding.UTF8.GetBytes(broken + withoutIdentity), .. good]);

        await lake.PumpAsync();

        Assert.Empty(lake.DeadLetters);
        Assert.Equal(orders.Rows.Count, (await lake.StagedAsync()).Count);
        Assert.Equal(2, (await lake.KeysAsync("quarantine/checkout/")).Count);
        Assert.InRange(lake.Proxy.Calls.Count, 5, 30);
    }

    [Fact]
    public async Task A_stream_that_throttles_uses_up_the_functions_tries_says_so_and_loses_nothing()
    {
        await using var lake = await CloudLake.StartAsync("throttled", moto, functions);
        await lake.StartPipelineAsync();
        var orders = await Orders.MakeAsync(new CheckoutGeneratorOptions { Orders = 3, Seed = 41, PerObject = 100 });
        var (key, content) = Assert.Single(orders.Arrivals);
        lake.Proxy.Break(Fault.Throttled, int.MaxValue, call => call.Is("PutRecordBatch"));
        lake.FunctionTime = TimeSpan.FromSeconds(4);
        await lake.PutAsync(lake.RawBucket, key, content);

        await lake.PumpAsync();

        Assert.Contains("ThrottlingException", Assert.Single(lake.DeadLetters), StringComparison.Ordinal);
        Assert.Empty(await lake.StagedAsync());

        // What the dead letters hold is sent again when the stream takes records again.
        lake.Proxy.Reset();
        await lake.PutAsync(lake.RawBucket, key, content);
        await lake.PumpAsync();
        Assert.Equal(orders.Rows.Count, (await lake.StagedAsync()).Count);
    }

    [Theory]
    [InlineData(Fault.AnswerLost)]
    [InlineData(Fault.AnswerHangs)]
    public async Task What_was_delivered_twice_is_once_in_the_table(Fault fault)
    {
        await using var lake = await CloudLake.StartAsync($"twice-{fault}".ToLowerInvariant(), moto, functions);
        await lake.StartPipelineAsync(fault);
        var orders = await Orders.MakeAsync(new CheckoutGeneratorOptions { Orders = 10, Seed = 21, PerObject = 20 });
        lake.Proxy.Break(fault, 1, call => call.Is("PutRecordBatch"));
        foreach (var (key, content) in orders.Arrivals) await lake.PutAsync(lake.RawBucket, key, content);

        await lake.PumpAsync();

        var staged = await lake.StagedAsync();
        Assert.True(staged.Count > orders.Rows.Count, "The lost answer was to make the function send records again.");
        using var table = await ConsumableTable.MakeAsync(staged);
        Assert.Equal(orders.Rows.Select(ConsumableTable.KeyOf).Order(StringComparer.Ordinal), table.Keys().Order(StringComparer.Ordinal));
    }
}
