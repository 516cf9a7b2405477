using Datalake.Records;

namespace Datalake.Tests.Records;

public class LargeRecordTests
{
    private const long Length = 64 << 20;

    private static readonly byte[] Filling = Bytes(string.Concat(Enumerable.Repeat("0123456789abcdef", 4096)));

    [Theory]
    [InlineData("{\"a\":1}\n{\"a\":\"", "\"}\n{\"a\":3}\n")]
    [InlineData("[{\"a\":1},{\"a\":\"", "\"},{\"a\":3}]")]
    [InlineData("[{\"a\":1},", ",{\"a\":3}]")]
    [InlineData("{\n\"a\":1\n}\n{\"a\":[\"", "\"]}{\"a\":3}")]
    [InlineData("{\n\"a\":1}\n", "\n{\"a\":3}")]
    public async Task A_record_over_the_limit_costs_itself_and_bounded_memory(string before, string after)
    {
        var limits = new RecordLimits { RecordBytes = 4 << 20 };
        using var stream = new GeneratedStream(Bytes(before), Filling, Length, Bytes(after));
        using var reader = RecordReader.Open(stream, Arrival.Json, limits);
        Assert.True(await reader.ReadAsync(TestContext.Current.CancellationToken));
        Assert.Null(reader.Current.Problem);
        Assert.True(await reader.ReadAsync(TestContext.Current.CancellationToken));
        Assert.Equal(RecordRules.TooLarge, reader.Current.Problem?.Rule);
        Assert.InRange(reader.Current.Bytes, Length, Length + 20);
        Assert.Equal(RecordReader.ShownBytes, reader.Current.Content.Length);
        Assert.True(await reader.ReadAsync(TestContext.Current.CancellationToken));
        Assert.Equal("{\"a\":3}", System.Text.Encoding.UTF8.GetString(reader.Current.Content.Span));
        Assert.Equal(3, reader.Current.Number);
        Assert.False(await reader.ReadAsync(TestContext.Current.CancellationToken));
        Assert.InRange(reader.WindowBytes, 1, 2 * limits.RecordBytes);
    }

    [Theory]
    [InlineData("a,b\n1,2\n", "\n3,4\n", 3)]
    [InlineData("a,b\n1,2\nx,\"", "\"\n3,4\n", 3)]
    [InlineData("a,b\n1,2\nx,\"", "\n3,4\n", 2)]
    public async Task A_row_over_the_limit_costs_itself_or_the_rest_when_its_quote_is_never_closed(string before, string after, int frames)
    {
        var limits = new RecordLimits { RecordBytes = 4 << 20 };
        using var stream = new GeneratedStream(Bytes(before), Filling, Length, Bytes(after));
        using var reader = RecordReader.Open(stream, Arrival.Csv, limits);
        var rules = new List<string?>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken)) rules.Add(reader.Current.Problem?.Rule);
        Assert.Equal(frames == 3 ? [null, RecordRules.TooLarge, null] : [null, RecordRules.MalformedCsv], rules);
        Assert.InRange(reader.WindowBytes, 1, 2 * limits.RecordBytes);
    }

    [Fact]
    public async Task A_first_line_without_an_end_does_not_fill_the_memory()
    {
        var limits = new RecordLimits { RecordBytes = 4 << 20 };
        using var stream = new GeneratedStream("{\"a\":"u8.ToArray(), Bytes(new string(' ', 65536)), Length, "1}"u8.ToArray());
        using var reader = RecordReader.Open(stream, Arrival.Json, limits);
        Assert.True(await reader.ReadAsync(TestContext.Current.CancellationToken));
        Assert.Equal((RecordRules.TooLarge, Length + 7), (reader.Current.Problem?.Rule, reader.Current.Bytes));
        Assert.True(reader.IsSingle);
        Assert.InRange(reader.WindowBytes, 1, 2 * limits.RecordBytes);
    }

    [Fact]
    public void The_limit_itself_is_allowed()
    {
        var limits = new RecordLimits { RecordBytes = 1024 };
        var record = $"{{\"a\":\"{new string('x', 1016)}\"}}";
        Assert.Equal(
            [null, RecordRules.TooLarge], Arrival.Frames(Bytes($"{record} \n{record[..^2]}x\"}}\n"), limits: limits).All.Select(frame => frame.Rule));
    }

    [Fact]
    public void A_record_over_several_lines_may_be_as_large_as_the_limit_too()
    {
        var limits = new RecordLimits { RecordBytes = 1024 };
        var record = $"{{\n\"a\":\"{new string('x', 1015)}\"}}";
        Assert.Equal(limits.RecordBytes, record.Length);
        Assert.Equal([record], Arrival.Texts(Arrival.Frames(Bytes(record), limits: limits)));
    }

    private static byte[] Bytes(string text) => System.Text.Encoding.UTF8.GetBytes(text);
}
