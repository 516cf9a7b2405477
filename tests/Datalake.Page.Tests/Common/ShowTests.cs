using Datalake.Page.Common;

namespace Datalake.Page.Tests.Common;

public class ShowTests
{
    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(1_000, "1.0 kB")]
    [InlineData(1_250_000, "1.3 MB")]
    [InlineData(99_960_000, "100 MB")]
    [InlineData(999_999, "1.0 MB")]
    [InlineData(5_000_000_000, "5.0 GB")]
    public void Sizes_have_decimal_units(double bytes, string text) => Assert.Equal(text, Show.Bytes(bytes));

    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(119, "119 s")]
    [InlineData(120, "2 min")]
    [InlineData(7_200, "2 h")]
    [InlineData(172_800, "2 d")]
    public void Ages_have_the_largest_unit_that_says_enough(int seconds, string text) =>
        Assert.Equal(text, Show.Age(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void Numbers_look_the_same_whatever_the_language()
    {
        Assert.Equal("1,234,567", Show.Count(1_234_567));
        Assert.Equal("1 file", Show.Count(1, "file"));
        Assert.Equal("0 files", Show.Count(0, "file"));
        Assert.Equal("1.5 k", Show.Short(1_500));
        Assert.Equal("2026-11-27 10:00:00 UTC", Show.Time(new DateTimeOffset(2026, 11, 27, 12, 0, 0, TimeSpan.FromHours(2))));
    }
}
