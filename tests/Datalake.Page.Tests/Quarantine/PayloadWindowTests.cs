using System.Text;
using Datalake.Page.Quarantine;
using Datalake.Records;

namespace Datalake.Page.Tests.Quarantine;

public class PayloadWindowTests
{
    [Theory]
    [InlineData("{\"a\":x}", 5, "{\"a\":", "x", "}", 1, 6)]
    [InlineData("ab\ncd", 4, "ab\nc", "d", "", 2, 2)]
    [InlineData("ab", 2, "ab", "⟨end⟩", "", 1, 3)]
    [InlineData("ab", 99, "ab", "⟨end⟩", "", 1, 3)]
    [InlineData("é€😀x", 5, "é€", "😀", "x", 1, 3)]
    [InlineData("é€😀x", 7, "é€", "😀", "x", 1, 3)]
    [InlineData("a\u0001b", 1, "a", "␁", "b", 1, 2)]
    public void The_fault_is_the_character_at_its_position(
        string text, long position, string before, string at, string after, int line, int column)
    {
        var window = PayloadWindow.Of(Encoding.UTF8.GetBytes(text), position);

        Assert.Equal((before, at, after, line, column), (window.Before, window.At, window.After, window.Line, window.Column));
    }

    [Fact]
    public void Of_a_long_record_the_part_around_the_fault_is_shown()
    {
        var text = new string('é', 5000) + "!" + new string('x', 5000);

        var window = PayloadWindow.Of(Encoding.UTF8.GetBytes(text), 10_000);

        Assert.Equal("!", window.At);
        Assert.Equal(10_000, window.HiddenBefore + Encoding.UTF8.GetByteCount(window.Before));
        Assert.Equal(5000, window.HiddenAfter + window.After.Length);
        Assert.InRange(window.Before.Length + window.After.Length, 1000, 3000);
        Assert.DoesNotContain('\uFFFD', window.Before);
    }

    [Fact]
    public void Without_a_position_the_beginning_is_shown_and_nothing_marked()
    {
        var window = PayloadWindow.Of(Encoding.UTF8.GetBytes(new string('x', 5000)), null);

        Assert.Equal(("", null), (window.At, window.Line));
        Assert.Equal(5000, window.Before.Length + window.HiddenAfter);
    }

    [Fact]
    public void Bytes_that_are_not_text_are_shown_in_hexadecimal()
    {
        var bytes = Enumerable.Range(0, 1000).Select(i => (byte)i).ToArray();

        var window = PayloadWindow.Of(bytes, 500);

        var line = Assert.Single(window.Hex, line => line.At is not null);
        Assert.Equal(("0001f0", 4, "f4"), (line.Offset, line.At!.Value, line.Bytes[line.At.Value]));
        Assert.Equal(1000, window.HiddenBefore + window.HiddenAfter + window.Hex.Sum(one => one.Bytes.Count));
    }

    [Fact]
    public void Each_rule_of_records_has_its_advice()
    {
        var advice = RecordRules.All.Select(RuleAdvice.Of).ToArray();

        Assert.DoesNotContain(RuleAdvice.Of("unheard-of"), advice);
    }
}
