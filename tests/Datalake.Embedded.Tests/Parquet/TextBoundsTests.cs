using System.Text;
using Datalake.Embedded.Parquet;
using FsCheck;
using FsCheck.Fluent;

namespace Datalake.Embedded.Tests.Parquet;

public class TextBoundsTests
{
    private static readonly string[] Characters = ["a", "z", "\0", "\u007f", "é", "\uD7FF", "\uE000", "\uFFFF", "😀", "\U0010FFFF"];

    [Fact]
    public void Bounds_are_valid_text_not_longer_than_allowed_and_hold_the_text() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var favourite = Characters[random.Next(Characters.Length)];
            var text = Encoding.UTF8.GetBytes(
                string.Concat(
                    Enumerable.Range(0, random.Next(90))
                        .Select(_ => random.Next(9) > 0 ? favourite : Characters[random.Next(Characters.Length)])));
            if (TextBounds.Of(text, text) is not { } bounds)
            {
                Assert.StartsWith("\U0010FFFF", Encoding.UTF8.GetString(text), StringComparison.Ordinal);
                return;
            }

            Assert.True(bounds.Minimum.AsSpan().SequenceCompareTo(text) <= 0);
            Assert.True(bounds.Maximum.AsSpan().SequenceCompareTo(text) >= 0);
            Assert.True(System.Text.Unicode.Utf8.IsValid(bounds.Minimum) && System.Text.Unicode.Utf8.IsValid(bounds.Maximum));
            Assert.InRange(Math.Max(bounds.Minimum.Length, bounds.Maximum.Length), 0, TextBounds.MaximumBytes + 3);
            Assert.Equal(bounds.IsMinimumExact, bounds.Minimum.AsSpan().SequenceEqual(text));
            Assert.Equal(bounds.IsMaximumExact, bounds.Maximum.AsSpan().SequenceEqual(text));
        }).Holds(2000);

    [Fact]
    public void The_maximum_ends_with_the_next_character_and_leaves_out_the_last_of_all()
    {
        Assert.Equal(Repeated("a", 63) + "b", Maximum(Repeated("a", 65)));
        Assert.Equal(Repeated("a", 59) + "b", Maximum(Repeated("a", 60) + "\U0010FFFF" + "x"));
        Assert.Equal(Repeated("a", 61) + "\uE000", Maximum(Repeated("a", 61) + "\uD7FF\uD7FF"));
        Assert.Null(TextBounds.Of("a"u8, Encoding.UTF8.GetBytes(Repeated("\U0010FFFF", 17))));
    }

    private static string Maximum(string text) =>
        Encoding.UTF8.GetString(TextBounds.Of("a"u8, Encoding.UTF8.GetBytes(text))!.Maximum);

    private static string Repeated(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
