using System.Text;
using Datalake.Tables.Delta;
using FsCheck;
using FsCheck.Fluent;

namespace Datalake.Tests.Tables.Delta;

public class DeltaPathTests
{
    [Theory]
    [InlineData("year=2026/month=11/day=20/a-0_1.c000.parquet", "year=2026/month=11/day=20/a-0_1.c000.parquet")]
    [InlineData("at=2026-11-20 09%3A00/é+#?&.parquet", "at=2026-11-20%2009%253A00/%C3%A9%2B%23%3F%26.parquet")]
    public void A_path_is_escaped_as_a_URI(string path, string escaped)
    {
        Assert.Equal(escaped, DeltaPath.Escape(path));
        Assert.Equal(path, DeltaPath.Unescape(escaped));
    }

    [Fact]
    public void A_plus_is_a_plus() => Assert.Equal("a+b", DeltaPath.Unescape("a+b"));

    [Fact]
    public void Every_path_comes_back_and_is_understood_by_any_URI_reader() => Prop.ForAll(
        Gen.Elements("a", "=", "/", "%", "%41", " ", "+", "é", "🦆", "#", "?", "\"", ":", "\u0001", "\uFFFD").NonEmptyListOf()
            .Select(string.Concat).ToArbitrary(),
        path =>
        {
            var escaped = DeltaPath.Escape(path);
            Assert.Equal(path, DeltaPath.Unescape(escaped));
            Assert.Equal(path, Uri.UnescapeDataString(escaped));
            Assert.All(Encoding.UTF8.GetBytes(escaped), value => Assert.InRange(value, (byte)0x21, (byte)0x7E));
        }).Holds();
}
