namespace Datalake.Generator.Tests;

public class DeterminismTests
{
    private static readonly CheckoutGeneratorOptions Mixed = new() { Orders = 40, Seed = 7, Bad = 0.1, Duplicates = 0.1, Late = 0.1 };

    [Fact]
    public void Equal_options_give_equal_bytes() => Assert.Equal(MemorySink.Run(Mixed).Sink.Digest(), MemorySink.Run(Mixed).Sink.Digest());

    // The digest was taken once; another one means that published figures and tests elsewhere no longer speak of the same data.
    [Fact]
    public void The_bytes_are_those_of_every_other_machine() =>
        Assert.Equal("d9c62364f0734cd43a8d255898d96b46f6d210b8daa1335c38c3ff8587d422fc", MemorySink.Run(Mixed).Sink.Digest());

    [Fact]
    public void Another_seed_gives_other_orders()
    {
        var (first, _) = MemorySink.Run(Mixed);
        var (second, _) = MemorySink.Run(Mixed with { Seed = 8 });
        Assert.Empty(first.Records.Select(Convert.ToHexString).Intersect(second.Records.Select(Convert.ToHexString)));
    }

    [Fact]
    public void Batches_hold_the_records_that_single_arrivals_hold()
    {
        var (single, _) = MemorySink.Run(Mixed);
        var (batched, _) = MemorySink.Run(Mixed with { PerObject = 9 });
        Assert.Equal(single.Records, batched.Records);
    }

    [Fact]
    public void Gzip_holds_the_same_bytes()
    {
        var (plain, plainCounts) = MemorySink.Run(Mixed with { PerObject = 20 });
        var (zipped, zippedCounts) = MemorySink.Run(Mixed with { PerObject = 20, Gzip = true });
        Assert.Equal(plain.Arrivals, zipped.Arrivals.Select(arrival => (arrival.Key, MemorySink.Unzip(arrival.Content))));
        Assert.Equal(plainCounts with { StoredBytes = zippedCounts.StoredBytes }, zippedCounts);
        Assert.True(zippedCounts.StoredBytes < zippedCounts.Bytes / 3);
    }

    [Fact]
    public void Fulfillment_has_the_same_records_under_its_own_keys()
    {
        var (checkout, _) = MemorySink.Run(Mixed);
        var (fulfillment, _) = MemorySink.Run(Mixed with { Dataset = GeneratedDataset.Fulfillment });
        Assert.Equal(
            checkout.Arrivals.Select(arrival =>
                (arrival.Key.Replace("_CheckoutOrder/", "_FulfillmentOrder/", StringComparison.Ordinal), arrival.Content)
            ),
            fulfillment.Arrivals);
    }
}
