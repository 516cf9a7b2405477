namespace Datalake.Generator.Tests;

public class RecordSizeTests
{
    [Theory]
    [InlineData(CheckoutGeneratorOptions.MinimumRecordSize)]
    [InlineData(1024)]
    [InlineData(2048)]
    [InlineData(5_999)]
    [InlineData(6_000)]
    [InlineData(20_000)]
    [InlineData(200_000)]
    public void A_record_has_the_wanted_size(int size)
    {
        var (sink, _) = MemorySink.Run(new() { Orders = 60, RecordSize = size });
        Assert.InRange(sink.Records.Average(record => record.Length), size * 0.98, size * 1.02);
        Assert.All(sink.Records, record => Assert.InRange(record.Length, size * 0.9, size * 1.1));
    }

    [Fact]
    public void A_natural_record_is_as_large_as_a_real_one()
    {
        var (sink, _) = MemorySink.Run(new() { Orders = 200 });
        Assert.InRange(sink.Records.Average(record => record.Length), 10_000, 20_000);
        Assert.All(sink.Records, record => Assert.InRange(record.Length, 7_000, 40_000));
    }
}
