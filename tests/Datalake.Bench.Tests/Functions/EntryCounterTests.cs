using Datalake.Bench.Functions.Services;

namespace Datalake.Bench.Tests.Functions;

public class EntryCounterTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(1000)]
    public void Entries_are_counted_wherever_the_body_is_cut(int pieceBytes)
    {
        var body = """{"DeliveryStreamName":"s","Records":[{"Data":"AAAA"},{"Data":"BBBB"},{"Data":"RGF0YQ=="}]}"""u8.ToArray();
        var counter = new EntryCounter();

        foreach (var piece in body.Chunk(pieceBytes)) counter.Add(piece);

        Assert.Equal(3, counter.Entries);
    }
}
