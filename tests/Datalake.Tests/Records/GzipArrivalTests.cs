using System.IO.Compression;
using System.Text;
using Datalake.Records;
using Datalake.Tests.Checking;

namespace Datalake.Tests.Records;

public class GzipArrivalTests
{
    private static readonly string Lines = string.Concat(
        Enumerable.Range(0, 2000).Select(i => $"{{\"id\":{i},\"x\":{i * 7919 % 1009}}}\n"));

    [Fact]
    public void A_gzip_arrival_reads_as_its_content_in_any_pieces()
    {
        var zipped = Arrival.Gzip(Lines);
        var plain = Arrival.Frames(Encoding.UTF8.GetBytes(Lines));
        Assert.Equal(plain.All, Arrival.Frames(zipped).All);
        Assert.Equal(plain.All, Arrival.Frames(new ChunkedStream(zipped, () => 1)).All);
    }

    [Fact]
    public void Gzip_members_in_a_row_are_one_content()
    {
        byte[] zipped = [.. Arrival.Gzip("{\"a\":1}\n{\"a\":"), .. Arrival.Gzip("2}\n")];
        Assert.Equal(["{\"a\":1}", "{\"a\":2}"], Arrival.Texts(Arrival.Frames(zipped)));
    }

    [Fact]
    public void An_empty_gzip_has_no_record() => Assert.Equal([$"<{RecordRules.Empty}>"], Arrival.Texts(Arrival.Frames(Arrival.Gzip(""))));

    [Fact]
    public void A_gzip_stream_that_is_cut_anywhere_says_so_and_keeps_the_records_before_the_cut()
    {
        var zipped = Arrival.Gzip(Lines);
        var whole = Arrival.Frames(Encoding.UTF8.GetBytes(Lines)).All;
        foreach (var length in (int[])[2, 9, 10, 11, zipped.Length / 2, zipped.Length - 9, zipped.Length - 8, zipped.Length - 1])
        {
            var frames = Arrival.Frames(zipped[..length]).All;
            Assert.Equal(RecordRules.BadGzip, frames[^1].Rule);
            Assert.Equal(whole.Take(frames.Count - 1), frames.SkipLast(1));
            if (length > zipped.Length - 9) Assert.Equal(whole.Count, frames.Count - 1);
        }
    }

    [Fact]
    public void A_damaged_gzip_stream_is_never_taken_for_a_whole_one()
    {
        var zipped = Arrival.Gzip(Lines);
        var whole = Arrival.Frames(Encoding.UTF8.GetBytes(Lines)).All;
        Property.Holds(Property.Made(random => (Position: random.Next(10, zipped.Length), Bit: random.Next(8))), damage =>
        {
            var damaged = zipped.ToArray();
            damaged[damage.Position] ^= (byte)(1 << damage.Bit);
            var frames = Arrival.Frames(damaged).All;
            Assert.Equal(RecordRules.BadGzip, frames[^1].Rule);
        }, 200);
        Assert.All(whole, frame => Assert.Null(frame.Rule));
    }

    [Fact]
    public void A_cut_array_in_a_cut_gzip_is_told_once()
    {
        var zipped = Arrival.Gzip("[" + Lines.TrimEnd().ReplaceLineEndings(",") + "]");
        var frames = Arrival.Frames(zipped[..(zipped.Length / 2)]).All;
        Assert.Equal(RecordRules.BadGzip, frames[^1].Rule);
        Assert.All(frames.SkipLast(1), frame => Assert.Null(frame.Rule));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("\0")]
    [InlineData("{\"a\":3}\n")]
    public void What_follows_a_gzip_stream_and_is_none_is_told_and_costs_no_record(string tail)
    {
        foreach (var text in (string[])["{\"a\":1}\n{\"a\":2}\n", "{\"a\":1}\n{\"a\":2}", "[{\"a\":1},{\"a\":2}]"])
        {
            foreach (var times in (int[])[1, 20_000])
            {
                byte[] arrival = [.. Arrival.Gzip(text), .. Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(tail, times)))];
                Assert.Equal(["{\"a\":1}", "{\"a\":2}", $"<{RecordRules.BadGzip}>"], Arrival.Texts(Arrival.Frames(arrival)));
                Assert.Equal(
                    ["{\"a\":1}", "{\"a\":2}", $"<{RecordRules.BadGzip}>"],
                    Arrival.Texts(Arrival.Frames(new ChunkedStream(arrival, () => 7)))
                );
            }
        }
    }

    [Fact]
    public void A_gzip_bomb_is_left_unread()
    {
        var limits = new RecordLimits { RecordBytes = 1 << 20, ExpansionFloor = 1 << 20 };
        var zipped = new MemoryStream();
        using (var stream = new GZipStream(zipped, CompressionLevel.Optimal, leaveOpen: true))
        {
            stream.Write("{\"a\":1}\n"u8);
            var filling = new byte[1 << 20];
            for (var i = 0; i < 32; i++) stream.Write(filling);
        }

        var frames = Arrival.Frames(zipped.ToArray(), limits: limits).All;
        Assert.Equal(
            ["{\"a\":1}", $"<{RecordRules.GzipBomb}>"], [.. frames.Select(frame => frame.Rule is null ? frame.Text : $"<{frame.Rule}>")]);
        Assert.InRange(frames[1].Offset + frames[1].Bytes, 0, 5 << 20);
    }

    [Fact]
    public void Repetitive_but_small_content_is_no_bomb()
    {
        var text = $"{{\"a\":\"{new string('x', 500_000)}\"}}";
        var zipped = Arrival.Gzip(text);
        Assert.True(text.Length / zipped.Length > RecordLimits.Default.Expansion);
        Assert.Equal(text, Assert.Single(Arrival.Frames(zipped).All).Text);
    }
}
