using System.Text;
using Datalake.Records;
using Datalake.Tests.Checking;

namespace Datalake.Tests.Records;

/// <summary>Formats and encodings that are known by how an arrival begins.</summary>
public class ArrivalFormatTests
{
    [Theory]
    [InlineData("504B0304140000000800", "zip")]
    [InlineData("504B0506000000000000", "zip")]
    [InlineData("504B03040A00000000005B436F6E74656E745F54797065735D2E786D6C", "xlsx")]
    [InlineData("425A68393141592653590102", "bzip2")]
    [InlineData("FD377A585A000004", "xz")]
    [InlineData("28B52FFD0458", "zstd")]
    [InlineData("04224D186440", "lz4")]
    [InlineData("377ABCAF271C0004", "7z")]
    [InlineData("FF060000734E61507059", "snappy")]
    [InlineData("504152311504150015", "Parquet")]
    [InlineData("4F626A0104166176726F", "Avro")]
    [InlineData("4F52431100000A01", "ORC")]
    [InlineData("4152524F57310000FFFFFFFF", "Arrow")]
    [InlineData("53514C69746520666F726D6174203300", "SQLite")]
    [InlineData("255044462D312E37", "PDF")]
    [InlineData("D0CF11E0A1B11AE1", "xls")]
    public void A_format_that_is_not_read_is_one_problem_that_names_it(string begin, string name)
    {
        byte[] arrival = [.. Convert.FromHexString(begin), .. Enumerable.Range(0, 5000).Select(i => (byte)(i * 7919 % 251))];
        foreach (var format in (RawFormat[])[Arrival.Json, Arrival.Csv])
        {
            foreach (var bytes in (byte[][])[arrival, Arrival.Gzip(arrival)])
            {
                var frames = Arrival.Frames(new ChunkedStream(bytes, () => 100), format);
                var frame = Assert.Single(frames.All);
                Assert.Equal(RecordRules.UnknownFormat, frame.Rule);
                Assert.Contains(name, frame.Message, StringComparison.OrdinalIgnoreCase);
                Assert.True(frames.IsSingle);
            }
        }
    }

    [Fact]
    public void A_tar_is_named()
    {
        var tar = new byte[1024];
        "orders.json"u8.CopyTo(tar);
        "ustar\0"u8.CopyTo(tar.AsSpan(257));
        Assert.Contains("tar", Assert.Single(Arrival.Frames(tar).All).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_page_in_the_place_of_json_is_one_problem() =>
        Assert.Equal([$"<{RecordRules.UnknownFormat}>"], Arrival.Read("\n<!DOCTYPE html>\n<html>\n<body>\nNot found\n</body>\n</html>\n"));

    [Theory]
    [InlineData("PAR1,id\nx,1\n")]
    [InlineData("ORC,id\nx,1\n")]
    [InlineData("BZh91,id\nx,1\n")]
    public void Text_that_begins_like_a_format_is_read(string text) =>
        Assert.Single(Arrival.Frames(Encoding.UTF8.GetBytes(text), Arrival.Csv).All, frame => frame.Rule is null);

    [Fact]
    public void Gzip_in_gzip_is_read() => Assert.Equal(["{\"a\":1}"], Arrival.Texts(Arrival.Frames(Arrival.Gzip(Arrival.Gzip("{\"a\":1}")))));

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    [InlineData("utf-32BE")]
    public void Utf16_and_utf32_with_a_mark_are_read(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        var text = string.Concat(Enumerable.Range(0, 9000).Select(i => $"{{\"a\":\"é😀{i}\"}}\n"));
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes(text)];
        var plain = Arrival.Read(text);
        Assert.Equal(plain, Arrival.Texts(Arrival.Frames(bytes)));
        Assert.Equal(plain, Arrival.Texts(Arrival.Frames(Arrival.Gzip(bytes))));
        Assert.Equal(plain, Arrival.Texts(Arrival.Frames(new ChunkedStream(bytes, () => 7))));
        byte[] rows = [.. encoding.GetPreamble(), .. encoding.GetBytes("a\né😀\n")];
        Assert.Equal(["{\"a\":\"é😀\"}"], Arrival.Texts(Arrival.Frames(rows, Arrival.Csv)));
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public void Without_a_mark_it_is_one_problem_that_says_so(string name)
    {
        var bytes = Encoding.GetEncoding(name).GetBytes(string.Concat(Enumerable.Repeat("{\"a\":1}\n", 1000)));
        var frame = Assert.Single(Arrival.Frames(bytes).All);
        Assert.Equal(RecordRules.InvalidUtf8, frame.Rule);
        Assert.Contains(name[..6], frame.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Half_a_surrogate_pair_costs_its_record()
    {
        var text = "{\"a\":\"x\"}\n{\"a\":\"\ud83d\"}\n{\"a\":\"y\"}\n";
        byte[] bytes = [0xff, 0xfe, .. text.SelectMany(character => new[] { (byte)character, (byte)(character >> 8) })];
        var frames = Arrival.Frames(bytes).All;
        Assert.Equal(3, frames.Count);
        Assert.Contains("\ufffd", frames[1].Text, StringComparison.Ordinal);
        Assert.Equal("{\"a\":\"y\"}", frames[2].Text);
    }
}
