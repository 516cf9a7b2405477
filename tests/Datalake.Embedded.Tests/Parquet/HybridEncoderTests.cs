using Datalake.Embedded.Parquet;
using Datalake.Json;
using FsCheck;
using FsCheck.Fluent;

namespace Datalake.Embedded.Tests.Parquet;

public class HybridEncoderTests
{
    [Fact]
    public void What_is_encoded_reads_back() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var largest = random.Next(4) switch { 0 => 1, 1 => 255, 2 => (1 << random.Next(1, 20)) - 1, _ => random.Next(1, 1 << 20) };
            var values = new List<int>();
            while (values.Count < 400)
                values.AddRange(Enumerable.Repeat(random.Next(largest + 1), random.Next(3) == 0 ? random.Next(1, 40) : 1));
            var count = random.Next(values.Count);
            using var output = new Utf8Output();
            HybridEncoder.Write<int>(values.ToArray().AsSpan(0, count), HybridEncoder.Width(largest), output);
            Assert.Equal(values.Take(count), Decode(output.WrittenSpan, HybridEncoder.Width(largest), count));
        }).Holds(500);

    // The example of the format's page on encodings.
    [Fact]
    public void Values_are_packed_from_the_lowest_bit()
    {
        using var output = new Utf8Output();
        HybridEncoder.Write<byte>([0, 1, 2, 3, 4, 5, 6, 7], 3, output);
        Assert.Equal([0b11, 0b10001000, 0b11000110, 0b11111010], output.WrittenSpan.ToArray());
    }

    [Fact]
    public void A_million_equal_values_are_four_bytes()
    {
        using var output = new Utf8Output();
        HybridEncoder.Write<byte>(Enumerable.Repeat((byte)1, 1_000_000).ToArray(), 1, output);
        Assert.Equal(4, output.Length);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(255, 8)]
    [InlineData(256, 9)]
    public void A_value_has_as_many_bits_as_the_largest_needs(int largest, int width) => Assert.Equal(width, HybridEncoder.Width(largest));

    private static List<int> Decode(ReadOnlySpan<byte> bytes, int width, int count)
    {
        var values = new List<int>();
        var at = 0;
        while (values.Count < count)
        {
            var head = 0;
            for (var shift = 0; ; shift += 7)
            {
                head |= (bytes[at] & 0x7F) << shift;
                if (bytes[at++] < 0x80) break;
            }

            if ((head & 1) == 0)
            {
                var value = 0;
                for (var bits = 0; bits < width; bits += 8) value |= bytes[at++] << bits;
                values.AddRange(Enumerable.Repeat(value, head >> 1));
                continue;
            }

            for (var i = 0; i < (head >> 1) * 8; i++)
            {
                var value = 0;
                for (var bit = 0; bit < width; bit++)
                {
                    var place = i * width + bit;
                    value |= ((bytes[at + place / 8] >> (place % 8)) & 1) << bit;
                }

                values.Add(value);
            }

            at += (head >> 1) * width;
        }

        Assert.Equal(bytes.Length, at);
        return values[..count];
    }
}
