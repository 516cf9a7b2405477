using System.Text.Json;
using Datalake.Quarantining;
using Datalake.Tests.Checking;

namespace Datalake.Tests.Quarantining;

public class RecordRangesTests
{
    [Fact]
    public void Numbers_that_follow_each_other_share_a_range()
    {
        var ranges = Of(3, 7, 8, 9, 11);
        Assert.Equal("3,7-9,11", ranges.ToString());
        Assert.Equal((3, 5L), (ranges.Length, ranges.Count));
    }

    [Fact]
    public void What_was_written_is_read_again_in_ascending_order() => Property.Holds(Property.Made(random => Numbers(random)), numbers =>
    {
        var read = RecordRanges.Parse(Of(numbers).ToString());
        Assert.Equal(numbers.Order(), read.Numbers);
        Assert.Equal(numbers.Length, read.Count);
    });

    [Theory]
    [InlineData("")]
    [InlineData("1,")]
    [InlineData("3-1")]
    [InlineData("a")]
    [InlineData("-1")]
    [InlineData("1-2-3")]
    [InlineData("99999999999999999999")]
    public void What_is_no_ranges_is_damaged_JSON(string text) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<RecordRanges>(JsonSerializer.Serialize(text)));

    private static RecordRanges Of(params long[] numbers)
    {
        var ranges = new RecordRanges();
        foreach (var number in numbers) ranges.Add(number);
        return ranges;
    }

    private static long[] Numbers(Random random)
    {
        var numbers = new SortedSet<long>();
        for (var count = random.Next(1, 60); count > 0; count--) numbers.Add(random.Next(1, 100));
        var mixed = numbers.ToArray();
        if (random.Next(2) == 0) random.Shuffle(mixed);
        return mixed;
    }
}
