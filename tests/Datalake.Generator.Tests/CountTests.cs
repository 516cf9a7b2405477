namespace Datalake.Generator.Tests;

public class CountTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(10_000)]
    public void Counts_are_those_of_what_was_written(int perObject)
    {
        var (sink, counts) = MemorySink.Run(
            new()
            {
                Orders = 60,
                PerObject = perObject,
                RecordSize = 1024,
                Bad = 0.1,
                Duplicates = 0.1,
                Late = 0.1,
            }
        );
        Assert.Equal(sink.Arrivals.Count, counts.Arrivals);
        Assert.Equal(sink.Records.Count(), counts.Records);
        Assert.Equal(sink.Arrivals.Sum(arrival => (long)arrival.Content.Length), counts.Bytes);
        Assert.Equal(counts.Bytes, counts.StoredBytes);
        Assert.Equal(60, counts.Orders);
        Assert.Equal(counts.Versions, GeneratedRecord.Good(sink).Select(record => (record.OrderId, record.LastChange)).Distinct().Count());
        Assert.Equal(counts.Records - counts.Bad, GeneratedRecord.Good(sink).Count());
    }

    [Fact]
    public void Fractions_hold()
    {
        var (_, counts) = MemorySink.Run(
            new()
            {
                Orders = 3_000,
                PerObject = 1_000,
                RecordSize = 1_000,
                Bad = 0.02,
                Duplicates = 0.1,
                Late = 0.05,
            }
        );
        Assert.InRange(counts.Versions / 3_000.0, 3, 4);
        Assert.InRange((double)counts.Bad / (counts.Versions - counts.Late), 0.015, 0.025);
        Assert.InRange((double)counts.Duplicates / counts.Versions, 0.09, 0.11);
        Assert.InRange((double)counts.Late / counts.Versions, 0.043, 0.057);
    }

    [Fact]
    public void Without_wishes_every_record_is_good()
    {
        var (_, counts) = MemorySink.Run(new() { Orders = 50, RecordSize = 1_000 });
        Assert.Equal((0, 0, 0, counts.Records), (counts.Bad, counts.Duplicates, counts.Late, counts.Versions));
    }

    [Fact]
    public void Duplicates_are_byte_for_byte_in_an_arrival_of_their_own()
    {
        var (sink, counts) = MemorySink.Run(new() { Orders = 50, RecordSize = 1_000, Duplicates = 0.2 });
        Assert.Equal(
            counts.Duplicates,
            sink.Arrivals.GroupBy(arrival => Convert.ToHexString(arrival.Content), StringComparer.Ordinal).Sum(same => same.Count() - 1)
        );
        Assert.Equal(sink.Arrivals.Count, sink.Arrivals.Select(arrival => arrival.Key).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void No_orders_make_no_arrivals()
    {
        var (sink, counts) = MemorySink.Run(new() { Orders = 0, PerObject = 5 });
        Assert.Empty(sink.Arrivals);
        Assert.Equal(new GenerationCounts(), counts);
    }

    [Fact]
    public void Progress_ends_with_the_final_counts()
    {
        var reports = new Reports();
        var counts = new CheckoutGenerator(new() { Orders = 50, RecordSize = 1_000 }).Generate(
            new MemorySink(), reports, TestContext.Current.CancellationToken);
        Assert.Equal(counts, reports[^1]);
        Assert.Equal(reports.Select(report => report.Records).Order(), reports.Select(report => report.Records));
    }

    [Fact]
    public void It_stops_when_told()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() =>
            new CheckoutGenerator(new()).Generate(new MemorySink(), cancellationToken: stop.Token)
        );
    }

    private sealed class Reports : List<GenerationCounts>, IProgress<GenerationCounts>
    {
        public void Report(GenerationCounts value) => Add(value);
    }
}
